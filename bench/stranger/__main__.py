"""Try to see what is another's, over HTTP, and say what was tried and what was seen 外人试看.

    TAIZHANG_HOME=… python -m bench.stranger [--targets N] [--only NAME ...]

Takes a copy of a home with the sample bureaus; the home itself is only read. Two firms in two streets and their two
liaisons leave things behind; then each of them, two banks, an expert, a clerk of another bureau and nobody try the
numbers, names, hashes and addresses of the other side. An answer that holds a word which only the other side's records
hold, or lets in where nobody may, is told. Exit code 1 when there is one.
"""

import argparse
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bench.stranger import naming, planting, setting, tricks
from bench.stranger.browser import Browser
from bench.stranger.planting import Planted
from bench.stranger.tricks import Target, Try

SAMPLE = "taizhang-sample"


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


@dataclass
class Trial:
    """One person against another."""

    me: str
    them: str
    other: setting.Side
    mine: setting.Side | None = None  # a firm or a liaison, who writes as well
    strict: bool = True  # whether an address with a small number can only be another's


def pattern(words: Iterable[str], typed: Iterable[str] = ()) -> "re.Pattern[str]":
    """Any of the words, but those that one has typed oneself."""
    known = "\n".join(typed)
    return re.compile("|".join(re.escape(w) for w in words if w not in known) or "(?!)")


def attempt(browser: Browser, trial: Try, words: "re.Pattern[str]", strict: bool) -> str:
    """What was seen that should not have been; "" when nothing was."""
    more = tricks.HTMX if trial.htmx else {}
    if browser.name == "token":
        more = {**more, "Authorization": "Bearer tz_" + "A" * 43}
    reply = browser.ask(trial.method, trial.path, trial.fields, **more)
    if reply.status >= 500:
        return f"{reply.status}"
    let_in = reply.status < 300 or (reply.status in (302, 303) and "/sign-in/" not in reply.location)
    if trial.private and strict and let_in and trial.method not in ("OPTIONS",):
        return f"let in ({reply.status})"
    typed = str(trial.fields or "") + unquote(trial.path)
    return next((f"shows “{found}”" for found in words.findall(reply.text) if found not in typed), "")


def seen_by(
    browser: Browser, trial: Trial, left: dict[str, Planted], most: int, told: Counter[str]
) -> list[str]:
    """Everything that one person tries against another."""
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User
    from taizhang.files.models import StoredFile
    from taizhang.registers.declaration import registers

    me = User.objects.filter(username=trial.me).first() or AnonymousUser()
    records, words = only_theirs(me, User.objects.get(username=trial.them))
    planted = [
        p for who, p in left.items() if who != trial.me and (not trial.mine or who in (trial.them, "staff"))
    ]
    words = [w for p in planted for w in p.words] + words[:3000]
    chosen: dict[str, list[Target]] = {}
    for target in records:
        if len(chosen.setdefault(target.register, [])) < most:
            chosen[target.register].append(target)
    columns = {name: list(register.links) for name, register in registers().items()}
    targets = [t for part in chosen.values() for t in part]
    known = list(StoredFile.objects.values_list("sha256", flat=True)[:40])
    homes = left[trial.me].homes if trial.me in left else ()
    tried = [
        *tricks.tries(targets, columns, trial.other, [t.title for t in targets][:12]), *tricks.odd(), *tricks.hashes(known),
        *(one for p in planted for one in p.tries),
    ]  # fmt: skip
    plan = [one for one in tried if not (homes and one.path.startswith(homes))]
    found, sought = [], pattern(words)
    for one in plan:
        told[one.kind] += 1
        if seen := attempt(browser, one, sought, trial.strict):
            found.append(f"{browser.name}: {one.kind}: {one.method} {one.path} {seen}")
    if trial.mine:
        found += named_by(browser, trial, left[trial.them].once, words, told)
    assert browser.name == "nobody" or browser.ask("GET", "/session/").text.count('"left"'), (
        "signed out on the way"
    )
    for line in found:
        print("SEEN", line)
    print(
        f"{browser.name}: {len(plan):,} tried against {len(records):,} records ({len(words):,} words), {len(found)} seen",
        flush=True,
    )
    return found


def named_by(browser: Browser, trial: Trial, once: str, words: list[str], told: Counter[str]) -> list[str]:
    """Naming the other in one's own: each way with what one typed for it, which may of course come back."""
    assert trial.mine is not None
    firm = trial.other.firm
    said = [(*one, ()) for one in naming.sent_again(browser, once, trial.mine)]
    if browser.name.startswith("street"):
        assert firm.name in words, "the name is known already: nothing could be found out"
        said += [(*one, (firm.credit_code,)) for one in naming.imported(browser, trial.mine, trial.other)]
    said += [(*one, (firm.name, firm.title)) for one in naming.linked(browser, trial.mine, trial.other)]
    found = []
    for what, text, typed in said:
        told[what.partition(":")[0]] += 1
        if seen := pattern(words, typed).search(text):
            found.append(f"{browser.name}: {what} shows “{seen[0]}”")
    return found


def prepared(port: int, password: str, one: setting.Side, other: setting.Side) -> dict[str, Planted]:
    """Everybody leaves something behind."""
    left: dict[str, Planted] = {}
    for side in (one, other):
        for who in side.people:
            browser = Browser(port, who)
            browser.sign_in(password)
            record = side.neighbour if who.startswith("street") else side.firm.pk
            left[who] = planting.plant(browser, side, "organizations", record)
            if who.startswith("street"):
                more = planting.plant_import(browser, side)
                left[who].words += more.words
                left[who].tries += more.tries
                left[who].homes += (
                    more.homes + left[side.people[0]].homes
                )  # its firm's attachments are its own to see
    clerk = Browser(port, "staff")
    clerk.sign_in(SAMPLE)
    left["staff"] = planting.plant_publication(clerk)
    return left


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--targets", type=int, default=4, help="records of each register that are tried one by one"
    )
    asked.add_argument("--only", nargs="*", default=[], help="the people who try, e.g. firm-a nobody")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="stranger-") as scratch:
        home = Path(scratch) / "home"
        password = setting.prepare(Path(os.environ["TAIZHANG_HOME"]), home)
        one, other = setting.sides(password)
        lenders = setting.banks(password)
        print(
            f"{one.firm.title} ({one.firm.region}) and {other.firm.title} ({other.firm.region})", flush=True
        )
        trials = [
            Trial("street-a", "street-b", other, one), Trial("street-b", "street-a", one, other),
            Trial("firm-a", "firm-b", other, one), Trial("firm-b", "firm-a", one, other),
            *(Trial(me, them, one) for me, them in zip(lenders, reversed(lenders), strict=True) if me != them),
            Trial("expert", "street-b", other), Trial("staff-haicang", "street-b", other, strict=False), Trial("nobody", "street-a", one),
        ]  # fmt: skip
        started, told, found, sent = time.monotonic(), Counter[str](), [], 0
        with setting.serving(home) as port:
            left = prepared(port, password, one, other)
            for trial in trials:
                if options.only and trial.me not in options.only:
                    continue
                browser = Browser(port, trial.me)
                if trial.me != "nobody":
                    browser.sign_in(
                        password if "-" in trial.me and not trial.me.startswith("staff") else SAMPLE
                    )
                found += seen_by(browser, trial, left, options.targets, told)
                sent += browser.asked
        print(f"{sent:,} requests in {time.monotonic() - started:.0f} s")
        for kind, count in told.most_common():
            print(f"  {count:6,}  {kind}")
        print(f"seen: {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
