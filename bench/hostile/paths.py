"""Path tricks on every path parameter, on static files and on downloads."""

from collections.abc import Iterator
from urllib.parse import quote

from bench.hostile.case import Case, Outcome, failed, judged
from bench.hostile.house import House

TRICKS = (
    "..", "../..", "..%2f..%2fetc%2fpasswd", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc/passwd", "..%5c..%5cetc%5cpasswd", "%00", "1%00",
    "a%0d%0aX-Evil:1", "%252e%252e", "....//", "a" * 3_000, "-1", "0", "99999999999999999999999999", "9223372036854775807",
    "1e3", "%c2%b2", "%d9%a3", "1;2", "'", "%22%3e%3ctz-evil%3e", "{{7*7}}", "~", "con", "%ff", "__class__", "NaN",
)  # fmt: skip
FILES = (
    "/static/%s", "/static/taizhang/%s", "/static/taizhang/..%%2f..%%2f%s", "/check/samples/%s/?file", "/files/%s/", "/drafts/%s/",
    "/reports/bundles/%s/",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Each place of each address takes each trick once, a trick after another over the addresses; files take them all."""
    for pattern in FILES:
        for trick in TRICKS:
            yield Case("paths: files", pattern % trick, lambda house, p=pattern % trick: asked(house, p))
    for at, address in enumerate(places()):
        for step in range(2):
            trick = TRICKS[(at * 2 + step) % len(TRICKS)]
            yield Case("paths: parameters", address % trick, lambda house, p=address % trick: both(house, p))


def places() -> list[str]:
    """Every address with one of its places open (%s), the others filled with what is there."""
    from tests.house.test_addresses import patterns
    from tests.house.test_headers import GIVEN

    found = []
    for where, _ in patterns():
        for open_place in GIVEN:
            if open_place not in where:
                continue
            address = where.replace("%", "%%").replace(open_place, "%s", 1)
            for place, value in GIVEN.items():
                address = address.replace(place, value)
            found.append("/" + address)
    return sorted(set(found))


def asked(house: House, path: str) -> Outcome:
    """Nothing of the machine's files comes back."""
    answer = house.ask("GET", safe(path), who="staff")
    if b"root:x:0" in answer.body or b"SECRET" in answer.body or "x-evil" in answer.headers:
        return failed("a file of the machine, or a header, came back")
    if b"<tz-evil>" in answer.body:
        return failed("markup came through")
    return judged(answer.status, answer.body)


def both(house: House, path: str) -> Outcome:
    """Looked at, and written to."""
    outcome = asked(house, path)
    if outcome.verdict == "failed":
        return outcome
    answer = house.form(safe(path), {"x": "1"}, who="staff")
    return judged(answer.status, answer.body, words=answer.status != 405)


def safe(path: str) -> str:
    """As a client that sends what it is told would: only what no request line holds is escaped."""
    return quote(path, safe="/%?&=.;:~{}*'\\+-_")
