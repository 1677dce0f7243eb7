"""What the sample firms answered that no register holds, and the first decisions that follow."""

import json
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.decisions.actions import decide, state_facts
from taizhang.decisions.models import Decision
from taizhang.decisions.packs import pack_of
from taizhang.journal.writing import Author
from taizhang.registers.organizations.models import Organization

DECIDED = ("national/high_tech_enterprise", "national/tech_sme")


@transaction.atomic
def make_answers(bureau: Bureau, told: Path) -> None:
    """State what a file says, by credit code, and decide the policies of the ladder once; nothing where there is no such file."""
    if not told.exists():
        return
    author = Author(None, "示例数据", bureau=bureau)
    firms = {o.credit_code: o for o in Organization.objects.filter(bureau=bureau, kind="enterprise")}
    for code, answers in json.loads(told.read_text("utf-8")).items():
        if code in firms:
            state_facts(firms[code], {(name, None): text for name, text in answers.items()}, author=author)
    if not Decision._default_manager.filter(bureau=bureau).exists():
        for name in DECIDED:
            decide(bureau, firms.values(), pack_of(name), on=timezone.localdate(), author=author)
