"""Try to see what is another's, over HTTP, and say what was tried and what was seen 外人试看.

    TAIZHANG_HOME=… python -m bench.stranger [--targets N]

Takes a copy of a home with the sample bureaus; the home itself is only read. Each of four people (two firms in two
streets, their two liaisons) and nobody tries the numbers, names, hashes and addresses of the other side. An answer that
holds a word which only the other side's records hold, or lets in where nobody may, is told. Exit code 1 when there is one.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from bench.stranger import setting, tricks
from bench.stranger.browser import Browser
from bench.stranger.tricks import Target, Try


def targets_of(side: setting.Side, user: Any, most: int) -> list[Target]:
    """Records that this person may see, of every register."""
    from taizhang.access.scopes import visible_to
    from taizhang.registers.declaration import registers

    made = []
    for register in registers().values():
        for record in visible_to(user, register.model).order_by("-id")[:most]:
            made.append(Target(register.name, record.pk, record.title, getattr(record, "credit_code", "")))
    return made


def only_theirs(mine: Any, theirs: Any) -> tuple[list[Target], list[str]]:
    """What they may see and I may not: records, and the words by which I would know them."""
    from taizhang.access.scopes import visible_to
    from taizhang.registers.declaration import registers

    records, words = [], []
    shown = set()
    for register in registers().values():
        seen = visible_to(mine, register.model)
        hidden = visible_to(theirs, register.model).exclude(pk__in=seen.values("pk"))
        linked = list(register.links)
        for record in seen.select_related(*linked):
            shown.add(record.title)
            shown |= {str(getattr(record, name)) for name in linked if getattr(record, name)}
            shown |= {str(v) for n in register.fields if isinstance(v := getattr(record, n), str)}
        for record in hidden.order_by("-id"):
            records.append(Target(register.name, record.pk, record.title, getattr(record, "credit_code", "")))
            words += [record.title, getattr(record, "credit_code", "")]
            if register.name == "organizations":
                words.append(record.name)
    everything = "\n".join(shown)
    return records, [w for w in dict.fromkeys(words) if len(w) >= 6 and w not in everything]


def attempt(browser: Browser, trial: Try, words: "re.Pattern[bytes] | None") -> str:
    """What was seen that should not have been; "" when nothing was."""
    more = tricks.HTMX if trial.htmx else {}
    if browser.name == "token":
        more = {**more, "Authorization": "Bearer tz_" + "A" * 43}
    reply = browser.ask(trial.method, trial.path, trial.fields, **more)
    if reply.status >= 500:
        return f"{reply.status}"
    let_in = reply.status < 300 or (reply.status in (302, 303) and "/sign-in/" not in reply.location)
    if trial.private and let_in and trial.method not in ("OPTIONS",):
        return f"let in ({reply.status})"
    typed = str(trial.fields or "") + trial.path
    for found in words.findall(reply.body) if words else ():
        if found.decode() not in typed and quoted(found) not in typed:
            return f"shows “{found.decode()}”"
    return ""


def quoted(word: bytes) -> str:
    from urllib.parse import quote

    return quote(word.decode())


def seen_by(
    browser: Browser, mine: Any, theirs: Any, other: setting.Side, most: int, told: Counter[str]
) -> list[str]:
    """Everything that one person tries against the other side."""
    from taizhang.files.models import StoredFile
    from taizhang.registers.declaration import registers

    records, words = only_theirs(mine, theirs)
    pattern = re.compile(b"|".join(re.escape(w.encode()) for w in words[:3000])) if words else None
    chosen: dict[str, list[Target]] = {}
    for target in records:
        if len(chosen.setdefault(target.register, [])) < most:
            chosen[target.register].append(target)
    columns = {name: list(register.links) for name, register in registers().items()}
    found = []
    targets = [t for part in chosen.values() for t in part]
    known = list(StoredFile.objects.values_list("sha256", flat=True)[:40])
    plan = [
        *tricks.tries(targets, columns, other, [t.title for t in targets][:12]),
        *tricks.odd(),
        *tricks.hashes(known),
    ]
    for trial in plan:
        told[trial.kind] += 1
        if seen := attempt(browser, trial, pattern):
            found.append(f"{browser.name}: {trial.kind}: {trial.method} {trial.path} {seen}")
    print(
        f"{browser.name}: {len(plan):,} tried against {len(records):,} records ({len(words):,} words), {len(found)} seen",
        flush=True,
    )
    return found


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--targets", type=int, default=4, help="records of each register that are tried one by one"
    )
    most = asked.parse_args().targets
    source = Path(os.environ["TAIZHANG_HOME"])
    with tempfile.TemporaryDirectory(prefix="stranger-") as scratch:
        home = Path(scratch) / "home"
        password = setting.prepare(source, home)
        from django.contrib.auth.models import AnonymousUser

        from taizhang.accounts.models import User

        one, other = setting.sides(password)
        print(
            f"{one.firm.title} ({one.firm.region}) and {other.firm.title} ({other.firm.region})", flush=True
        )
        started, told, found, asked_for = time.monotonic(), Counter[str](), [], 0
        with setting.serving(home) as port:
            for mine, theirs in ((one, other), (other, one)):
                for me, them in zip(mine.people, theirs.people, strict=True):
                    browser = Browser(port, me)
                    browser.sign_in(password)
                    found += seen_by(
                        browser,
                        User.objects.get(username=me),
                        User.objects.get(username=them),
                        theirs,
                        most,
                        told,
                    )
                    asked_for += browser.asked
            nobody = Browser(port, "nobody")
            found += seen_by(
                nobody, AnonymousUser(), User.objects.get(username=one.people[1]), one, most, told
            )
        print(f"{sum(told.values()):,} requests in {time.monotonic() - started:.0f} s")
        for kind, count in told.most_common():
            print(f"  {count:6,}  {kind}")
        for line in found[:200]:
            print("SEEN", line)
        print(f"seen: {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
