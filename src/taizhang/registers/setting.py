"""How a bureau runs a register 台账设置."""

from collections.abc import Mapping

from django.db import transaction

from taizhang.accounts.models import Bureau
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.registers.around import BureauSetting
from taizhang.registers.declaration import Register


@transaction.atomic
def ask_second_person(
    *, bureau: Bureau, wanted: dict[str, bool], registers: Mapping[str, Register], author: Author
) -> list[str]:
    """Ask for a second person's verification on registers, or no longer 第二人核实. Returns what changed.

    It counts from now on: what was verified before stays verified.
    """
    held = {s.register: s for s in BureauSetting.objects.select_for_update().filter(bureau=bureau)}
    changed = []
    for name, want in wanted.items():
        before = name in held and held[name].second_person
        if want == before:
            continue
        BureauSetting.objects.update_or_create(bureau=bureau, register=name, defaults={"second_person": want})
        note = Note(
            Event.SETTING_CHANGED,
            name,
            None,
            f"{registers[name].title}：第二人核实",
            {"second_person": before},
            {"second_person": want},
        )
        write(author, note)
        changed.append(name)
    return changed
