"""Tokens replayed, forged, cut off, of people who are no longer here; led away by `next`."""

import base64
import json
import re
import secrets
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from bench.hostile.case import Case, Outcome, Verdict, failed, judged
from bench.hostile.house import TOKEN, Answer, House

LIST = "/api/v1/organizations"
AWAY = (
    "https://evil.example/", "//evil.example", "\\\\evil.example", "/\\evil.example", "///evil.example", "http:evil.example", "javascript:alert(1)",
    "https:/evil.example", "%2f%2fevil.example", "/%09/evil.example", "\t//evil.example", "//evil.example@127.0.0.1", "http://127.0.0.1@evil.example/",
    "data:text/html,x", "//127.0.0.1.evil.example", "/\n/evil.example",
)  # fmt: skip


def cases() -> Iterator[Case]:
    for name, text in bearers().items():
        yield Case("tokens: interface", name, lambda house, text=text: bearer(house, text))
    for name, value in sessions().items():
        yield Case("tokens: session", name, lambda house, value=value: session(house, value))
    for name, (cookie, header) in PAIRS.items():
        yield Case("tokens: CSRF", name, lambda house, c=cookie, h=header: without(house, c, h))
    for name, run in LIVES.items():
        yield Case("tokens: life", name, run)
    for target in AWAY:
        yield Case("tokens: led away", repr(target), lambda house, target=target: led(house, target))


def bearers() -> dict[str, Callable[[str], str]]:
    """How a good token is spoilt."""
    return {
        "cut off": lambda good: good[:-1], "longer": lambda good: good + "A", "prefix only": lambda good: "tz_",
        "other letters": lambda good: good.swapcase(), "its digest": digest, "empty": lambda good: "", "1 MB": lambda good: "tz_" + "x" * 6_000,
        "NUL": lambda good: good[:9] + "%00" + good[9:], "quote": lambda good: "tz_' OR '1'='1", "none JWT": jwt,
        "twice": lambda good: f"{good}, {good}", "not ASCII": lambda good: good.replace("t", "ｔ", 1).encode("utf-8").decode("latin-1"),
    }  # fmt: skip


def digest(good: str) -> str:
    from taizhang.accounts.tokens import token_digest

    return token_digest(good)


def jwt(good: str) -> str:
    parts = [{"alg": "none"}, {"sub": 1, "role": "system"}]
    return (
        ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().strip("=") for part in parts)
        + "."
    )


def good_token(house: House, who: str = "staff") -> str:
    """A token that works."""
    from taizhang.accounts.actions import make_token
    from taizhang.journal.writing import Author

    user = house.cast.users[who]
    text = make_token(user=user, name=f"bench {secrets.token_hex(4)}", author=Author(user))[1]
    if house.ask("GET", LIST, Authorization=f"Bearer {text}").status != 200:
        raise AssertionError("the good token does not work")
    return text


def bearer(house: House, spoil: Callable[[str], str]) -> Outcome:
    answer = house.ask("GET", LIST, Authorization="Bearer " + spoil(good_token(house)))
    return judged(answer.status, answer.body) if answer.status != 200 else failed("let in")


def sessions() -> dict[str, Callable[[str], str]]:
    return {
        "cut off": lambda good: good[:-1], "longer": lambda good: good + "a", "other letters": lambda good: good.swapcase(),
        "empty": lambda good: "", "SQL": lambda good: "' OR 1=1 --", "4 KB": lambda good: "a" * 4_000, "path": lambda good: "../../etc/passwd",
        "pickle": lambda good: base64.b64encode(b"cposix\nsystem\n(S'id'\ntR.").decode(), "NUL": lambda good: good[:5] + "%00",
        "signed by nobody": lambda good: "eyJ1c2VyIjoxfQ:1aaaaa:AAAAAAAAAAAAAAAAAAAAAAAAAAA",
    }  # fmt: skip


def session(house: House, spoil: Callable[[str], str]) -> Outcome:
    answer = house.ask("GET", "/admin/users/", Cookie=f"sessionid={spoil(house.session('system'))}")
    if answer.status == 200:
        return failed("let in")
    return judged(answer.status, answer.body)


PAIRS = {
    "no cookie, no token": ("", ""),
    "cookie alone": (TOKEN, ""),
    "token alone": ("", TOKEN),
    "another's token": (TOKEN, "u" * 32),
    "cut off": (TOKEN, TOKEN[:-1]),
    "64 characters that do not match": (TOKEN, "a" * 64),
    "1 KB": ("x" * 1000, "x" * 1000),
    "not letters": ("<" * 32, "<" * 32),
}


def without(house: House, cookie: str, header: str) -> Outcome:
    """A write of the staff's with a wrong pair."""
    cookies = f"sessionid={house.session('staff')}" + (f"; csrftoken={cookie}" if cookie else "")
    for path in ("/registers/organizations/new/", "/check/", f"{LIST}/1/verify"):
        answer = house.ask(
            "POST",
            path,
            body=b"x=1",
            Cookie=cookies,
            X_CSRFToken=header,
            Content_Type="application/x-www-form-urlencoded",
        )
        if answer.status != 403:
            return failed(f"{path}: {answer.status}")
        if judged(answer.status, answer.body).verdict == Verdict.FAILED:
            return failed(f"{path}: no sentence")
    return Outcome(Verdict.REFUSED)


def elsewhere(house: House) -> Outcome:
    """A form on another site: the right cookies, another origin."""
    cookies = f"sessionid={house.session('staff')}; csrftoken={TOKEN}"
    answer = house.ask(
        "POST",
        "/registers/organizations/new/",
        body=b"x=1",
        Cookie=cookies,
        X_CSRFToken=TOKEN,
        Origin="https://evil.example",
    )
    return refused_or(answer, "another origin is believed")


def refused_or(answer: Answer, fault: str) -> Outcome:
    return failed(f"{fault}: {answer.status}") if answer.status < 300 else judged(answer.status, answer.body)


def ended_token(house: House) -> Outcome:
    from taizhang.accounts.actions import end_token
    from taizhang.accounts.models import ApiToken
    from taizhang.accounts.tokens import token_digest
    from taizhang.journal.writing import Author

    text = good_token(house)
    end_token(token=ApiToken.objects.get(digest=token_digest(text)), author=Author(house.cast.staff))
    return refused_or(house.ask("GET", LIST, Authorization=f"Bearer {text}"), "an ended token works")


def ended_user(house: House) -> Outcome:
    from taizhang.accounts.actions import switch_user
    from taizhang.journal.writing import Author

    text, cookie = good_token(house, "colleague"), house.session("colleague")
    colleague, author = house.cast.users["colleague"], Author(house.cast.users["system"])
    switch_user(user=colleague, on=False, author=author)
    try:
        answer = house.ask("GET", LIST, Authorization=f"Bearer {text}")
        page = house.ask("GET", "/registers/organizations/", Cookie=f"sessionid={cookie}")
    finally:
        switch_user(user=colleague, on=True, author=author)
    if page.status == 200 and "澜江恒远" in page.text:
        return failed("the session of a user who is switched off works")
    return refused_or(answer, "the token of a user who is switched off works")


def signed_out(house: House) -> Outcome:
    """A session cookie kept by a thief after the person has signed out."""
    cookie = house.session("liaison")
    house.ask("POST", "/sign-out/", who="liaison")
    del house.sessions["liaison"]
    answer = house.ask("GET", "/registers/organizations/", Cookie=f"sessionid={cookie}")
    if "澜江恒远" in answer.text:
        return failed("the cookie works after signing out")
    return Outcome(Verdict.REFUSED)


def token_is_no_session(house: House) -> Outcome:
    """A token of the interface opens no page."""
    answer = house.ask("GET", "/imports/", Authorization=f"Bearer {good_token(house)}")
    return Outcome(Verdict.REFUSED) if answer.status in (302, 403) else failed(f"{answer.status}")


def form_twice(house: House) -> Outcome:
    """A form's one-time key, replayed for another content."""
    from taizhang.intake.models import Batch

    before = Batch.objects.count()
    for content in (b"\xe4\xbc\x81\xe4\xb8\x9a\n1\n", b"\xe4\xbc\x81\xe4\xb8\x9a\n2\n"):
        house.upload(
            "/imports/files/", "files", "a.csv", content, who="staff", values={"token": "bench-replayed"}
        )
    made = Batch.objects.count() - before
    return Outcome(Verdict.REFUSED) if made == 1 else failed(f"{made} batches of one form")


LIVES = {
    "ended token": ended_token, "token of a user who is switched off": ended_user, "session after signing out": signed_out,
    "token instead of a session": token_is_no_session, "form replayed": form_twice, "form from elsewhere": elsewhere,
}  # fmt: skip


def led(house: House, target: str) -> Outcome:
    """Signing in never leads to another host."""
    from tests.cast import PASSWORD

    values = {"username": "staff", "password": PASSWORD, "next": target}
    answer = house.form("/sign-in/", values)
    where = answer.headers.get("location", "")
    here = f"http://127.0.0.1:{house.port}"
    # As browsers read it: a backslash is a slash, tabs and line ends are not there.
    read = re.sub(r"[\t\r\n]", "", where).replace("\\", "/")
    if where and not urljoin(f"{here}/sign-in/", read).startswith(f"{here}/"):
        return failed(f"led to {where}")
    return judged(answer.status, answer.body)
