"""Carrying out a merge 并入: values chosen, everything that pointed to either points to the one kept."""

from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write, write_all
from taizhang.merging import named, pointing
from taizhang.merging.actions import author_of, checked, wish_of
from taizhang.merging.comparing import FORMER, all_names
from taizhang.merging.jobs import Say
from taizhang.merging.likely import sound
from taizhang.merging.models import Merge, Move
from taizhang.merging.moving import Mover
from taizhang.merging.moving_others import move_attachments, move_named, move_others
from taizhang.registers.actions import KEYLESS, assign, counts_at_once, note, store
from taizhang.registers.contents import Contents, contents, difference, digest
from taizhang.registers.declaration import registers
from taizhang.registers.organizations.models import Organization
from taizhang.registers.record import State
from taizhang.registers.titles import refresh_titles

OWN = pointing.OWN
MODEL = "registers.organization"


def carry_out(merge: Merge, say: Say) -> None:
    """Do what was chosen, in the caller's transaction. Raises Refused when something is in the way by now."""
    wish = wish_of(merge)
    firms = checked(wish, merge.bureau, but=merge.pk)
    author = author_of(merge, merge.by, f"单位合并：{merge}" + (f"；{merge.ground}" if merge.ground else ""))
    kept, gone = firms[wish.kept], [firms[pk] for pk in wish.gone]
    old_name = kept.title
    try:
        before = prepare(merge, kept, firms, author)
        give_up(merge, gone, kept, author)
        renamed = keep_values(merge, kept, before, author)
        outcome = Mover(merge, author, say).run(wish.stays)
        outcome |= move_others(merge, author) | move_attachments(merge, author)
    except IntegrityError as error:
        raise Refused(
            "合并后有内容会互相冲突，什么也没有改。请核对两家单位的记录，去掉重复的再合并。"
        ) from error
    how = named.renaming({f.pk: f.title for f in gone}, kept.pk, old_name, kept.title)
    outcome |= move_named(merge, how, author)
    if renamed:
        refresh_titles([kept.pk])
    merge.kept_name = old_name
    merge.state, merge.done_at, merge.outcome, merge.sentence = (
        Merge.State.DONE,
        timezone.now(),
        outcome,
        "",
    )
    after = {"merge": merge.pk, "kept": kept.pk, "gone": wish.gone, "moved": outcome}
    write(author, Note(Event.ORGANIZATION_MERGED, "merges", merge.pk, str(merge), None, after))


def give_up(merge: Merge, gone: list[Organization], kept: Organization, author: Author) -> None:
    """End the duplicates; each knows into which it went, and leaves its key where the kept one needs it."""
    register = registers()[OWN]
    notes, moves = [], []
    for firm in gone:
        before = contents(register, firm)
        held = {"state": firm.state, "key": firm.key}
        firm.state, firm.merged_into_id = State.ENDED, kept.pk
        if firm.key == kept.key:
            firm.key = f"{KEYLESS}merge-{merge.pk}-{firm.pk}"
        now = {"state": firm.state, "key": firm.key}
        after = contents(register, firm)
        old, new = difference(before, after)
        notes.append(note(Event.ORGANIZATION_MERGED, register, firm, old, new, digest(after)))
        moves.append(Move(merge=merge, model=MODEL, object_id=firm.pk, before=held, after=now))
    store(register, gone, ["merged_into"])
    write_all(author, notes)
    Move.objects.bulk_create(moves)


def prepare(merge: Merge, kept: Organization, firms: dict[int, Organization], author: Author) -> Contents:
    """Put the values chosen into the kept organization, each with its source; nothing is saved. Returns what it held."""
    register = registers()[OWN]
    before, values = contents(register, kept), dict[str, Any]()
    for name, pk in merge.chosen("fields").items():
        if name not in register.fields or name == FORMER or int(pk) not in firms or int(pk) == kept.pk:
            continue
        giver = firms[int(pk)]
        values[name] = getattr(giver, register.fields[name].attname)
        kept.sources = {**kept.sources, name: source_of(giver, name)}
    refuse_other_code(kept, values)
    values[FORMER] = all_names(list(firms.values()), values.get("name") or kept.name)
    assign(register, kept, values)
    if kept.state != State.VERIFIED and any(f.state == State.VERIFIED for f in firms.values()):
        if not counts_at_once(author.user, register, merge.bureau):
            raise Refused(
                f"“{kept.title}”待核，而另一家已核；本局的单位台账要第二人核实。请改为保留已核的那一家。"
            )
        kept.state = State.VERIFIED
    return before


def refuse_other_code(kept: Organization, values: dict[str, Any]) -> None:
    """A sound credit code is who one is: it does not change by a merge."""
    code = values.get("credit_code", kept.credit_code)
    if code and sound(kept.credit_code) and code != kept.credit_code:
        raise Refused(f"“{kept.title}”的信用代码是 {kept.credit_code}。要用 {code}，请改为保留那一家。")


def keep_values(merge: Merge, kept: Organization, before: Contents, author: Author) -> bool:
    """Save the kept organization as prepared. Returns whether its name changed."""
    register = registers()[OWN]
    after = contents(register, kept)
    old, new = difference(before, after)
    store(register, [kept], [n for n in new if n in register.fields])
    write_all(author, [note(Event.ORGANIZATION_MERGED, register, kept, old, new, digest(after))])
    Move.objects.create(merge=merge, model=MODEL, object_id=kept.pk, before=old, after=new)
    return "name" in new


def source_of(giver: Organization, name: str) -> Any:
    """Where a value that is taken over came from: what the giver's record says of it."""
    return giver.sources.get(name) or giver.sources.get("*") or ["form"]
