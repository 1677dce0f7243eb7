"""What must happen by itself 定时事务: the journal is sealed, dead jobs are found, backups made, old sessions go."""

from datetime import date

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from taizhang.accounts import failing, sittings
from taizhang.accounts.idle import switch_off_idle
from taizhang.decisions import runs
from taizhang.files import store, uploads
from taizhang.intake import progress, queue
from taizhang.intake.tasks import recover
from taizhang.journal.chain import seal, seal_day
from taizhang.merging import jobs
from taizhang.operations import nights, verifying
from taizhang.publishing import looking_again, scanning
from taizhang.registers import drafts, retention, screening, sending
from taizhang.registers.search import index_rest
from taizhang.reports import bundles, manuscripts


def beat(today: date) -> None:
    """One round; each part may run twice without harm, and several processes may do it at once."""
    seal()
    seal_day(today)
    queue.bury()
    recover()
    bundles.recover()
    jobs.recover()
    manuscripts.recover()
    scanning.recover()
    runs.recover()
    looking_again.look()
    screening.screen_rest()
    progress.sweep()
    index_rest()
    nights.begin_when_due(timezone.now())
    verifying.begin_when_due(timezone.now())


def clean() -> None:
    """Once a day: forget ended sessions, uploads that no form took, old drafts; switch off accounts that nobody uses;
    say which personal data is past its time."""
    SessionStore.clear_expired()
    now = timezone.now()
    uploads.sweep(now)
    drafts.sweep(now)
    sending.sweep(now)
    failing.forget_old(now)
    sittings.forget_old(now)
    switch_off_idle(now)
    store.sweep(now.timestamp())
    retention.announce(timezone.localdate())


def today() -> date:
    return timezone.localdate()
