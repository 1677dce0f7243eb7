"""What changed since the person looked last 上次打开以来的变化. Kept as a draft of his own: it is nobody else's, and no record."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from taizhang.accounts.models import User
from taizhang.core.decisions import Refused
from taizhang.registers.drafts import keep_draft, kept_draft

STAYS = timedelta(hours=1)  # opened again within it, the page still compares with the visit before


def news(
    user: User, firm_id: int, sections: Mapping[str, str], labels: Mapping[str, str], now: datetime
) -> dict[str, str]:
    """A sentence for each policy that stands elsewhere than at the last visit, or is new since; and this visit is kept."""
    place = f"seen:benefits:{firm_id}"
    draft = kept_draft(user, place)
    kept: dict[str, Any] = draft.values if draft else {}
    before = kept.get("before", {})
    if kept and now - datetime.fromisoformat(kept["at"]) > STAYS:
        before = {"at": kept["at"], "sections": kept["sections"]}
    told = {"at": now.isoformat(), "sections": dict(sections), "before": before}
    if (
        not draft
        or told["sections"] != kept.get("sections")
        or before != kept.get("before")
        or _older(kept, now)
    ):
        with suppress(Refused):  # somebody with too many drafts reads his page all the same
            keep_draft(by=user, place=place, values=told)
    if not before:
        return {}
    day = timezone.localtime(datetime.fromisoformat(before["at"]))
    return {
        name: f"{day.month} 月 {day.day} 日看时是“{labels.get(before['sections'][name], '')}”"
        if name in before["sections"]
        else "新上线的政策"
        for name, section in sections.items()
        if before["sections"].get(name) != section
    }


def _older(kept: Mapping[str, Any], now: datetime) -> bool:
    return now - datetime.fromisoformat(kept["at"]) > STAYS
