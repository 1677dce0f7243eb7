"""What is done with backups by itself 每晚备份: made, copied elsewhere, thinned out, and now and then proved."""

import logging
import shlex
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.operations import keeping
from taizhang.operations.backup import PLACE, Say, backup, folder
from taizhang.operations.proofs import last_proof, told
from taizhang.operations.restoring import Proof, drill

logger = logging.getLogger(__name__)
COPY_SECONDS = 3600


def nightly(say: Say, author: Author | None = None) -> Path:
    """One night's work. Refused when the backup fails; a copy or a drill that fails is said, and journalled."""
    author = author or Author(None, "每晚备份")
    folder().mkdir(parents=True, exist_ok=True)
    made = backup(folder(), say, author)
    say(f"已备份到 {made.path.name}（{made.size / 1e6:.1f} MB，{made.seconds} 秒）")
    copy_elsewhere(made.path, say)
    for name in keeping.thin():
        say(f"按留存设置删除 {name}")
    proof = last_proof()
    if proof is None or not proof.holds or timezone.now() - proof.at >= timedelta(days=settings.PROVE_DAYS):
        prove_and_tell(made.path, say, author)
    return made.path


def copy_elsewhere(path: Path, say: Say) -> bool:
    """Run the bureau's own command that copies a backup to a second host 异地备份; {file} in it is the backup."""
    if not settings.BACKUP_COPY:
        return False
    command = [word.replace("{file}", str(path)) for word in shlex.split(settings.BACKUP_COPY)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=COPY_SECONDS)
        trouble = (done.stdout + done.stderr).strip()[-300:] if done.returncode else ""
    except (OSError, subprocess.TimeoutExpired) as error:
        trouble = str(error) or type(error).__name__
    with transaction.atomic():
        after = {"file": path.name, "copied": not trouble, "trouble": trouble}
        write(Author(None, "异地备份"), Note(Event.BACKUP_COPIED, PLACE, title=path.name, after=after))
    if trouble:
        logger.error("backup not copied", extra={"file": path.name})
    say(f"异地复制没有成功：{trouble}" if trouble else "已复制到另一处")
    return not trouble


def prove_and_tell(path: Path, say: Say, author: Author) -> Proof:
    """Drill a backup and write the outcome into the journal, also when it fails. Refused when it fails."""
    try:
        proof = drill(path, say)
    except Refused as no:
        _note(author, path, {"file": path.name, "holds": False, "sentence": no.sentence[:500]})
        raise
    _note(author, path, told(proof))
    return proof


def _note(author: Author, path: Path, after: dict[str, object]) -> None:
    with transaction.atomic():
        write(author, Note(Event.RESTORE_PROVED, PLACE, title=path.name, after=after))


def due(now: datetime) -> bool:
    """Whether tonight's backup is to be made: its hour has come and none was made since."""
    if settings.BACKUP_HOUR > 23:
        return False
    hour = timezone.localtime(now).replace(hour=settings.BACKUP_HOUR, minute=0, second=0, microsecond=0)
    if hour > now:
        hour -= timedelta(days=1)
    if not Bureau.objects.filter(sample=False).exists():
        return False  # nobody works here yet
    return not any(at >= hour for at, _ in keeping.made())
