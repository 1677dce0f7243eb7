"""How long the journal stays at hand 日志留存: at least six months (网络安全法 article 23), by setting of the bureau."""

from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.standing import must_stand
from taizhang.journal.events import Event
from taizhang.journal.models import Keeping
from taizhang.journal.writing import Author, Note, write

LEAST, MOST = 6, 600


def months_of(bureau: Bureau) -> int:
    """What a bureau set, or the installation."""
    own = Keeping.objects.filter(bureau=bureau).values_list("months", flat=True).first()
    return own or int(settings.JOURNAL_MONTHS)


def months() -> int:
    """What holds for the chain, which all bureaus of an installation share: the longest that any of them wants."""
    longest = Keeping.objects.aggregate(most=Max("months"))["most"] or 0
    unset = Bureau.objects.exclude(pk__in=Keeping.objects.values("bureau_id")).exists()
    return max(longest, settings.JOURNAL_MONTHS if unset or not longest else 0)


def earlier(day: date, count: int) -> date:
    """The first of the month that lies so many whole months before the month of `day`."""
    at = day.year * 12 + day.month - 1 - count
    return date(at // 12, at % 12 + 1, 1)


def due_before(today: date) -> date:
    """Entries before this day may go: whole months, so that no kept month is short."""
    return earlier(today, months())


def moment(before: date, today: date) -> datetime:
    """The moment before which is archived. Refused for a day that lies less than six months back."""
    if before > earlier(today, LEAST):
        raise Refused(
            f"日志至少要留 {LEAST} 个月在手边（网络安全法第二十三条），最多可以归档 {earlier(today, LEAST)} 以前的。"
        )
    return timezone.make_aware(datetime.combine(before, time.min))


@transaction.atomic
def change(bureau: Bureau, typed: str, author: Author, version: str | None = None) -> int:
    """Set how many months a bureau keeps 修改日志留存. Refused outside the bounds; raises Moved."""
    typed = typed.strip()
    if not (typed.isascii() and typed.isdigit()) or not LEAST <= int(typed[:9]) <= MOST:
        raise Refused(
            f"留存月数请填 {LEAST} 到 {MOST} 之间的整数，您填的是“{typed[:20]}”。法律要求不少于六个月。"
        )
    Bureau.objects.select_for_update().get(pk=bureau.pk)
    before, after = months_of(bureau), int(typed)
    must_stand([before], version)
    if before != after:
        Keeping.objects.update_or_create(bureau=bureau, defaults={"months": after})
        note = Note(Event.SETTING_CHANGED, "journal", None, "日志留存", {"months": before}, {"months": after})
        write(author, note)
    return after
