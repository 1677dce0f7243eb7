"""Putting a publication together, dealing with what was found, publishing and withdrawing 起草、放行、发布、撤下."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.personal.scanning.scan import cover, scan_text
from taizhang.core.standing import must_stand
from taizhang.files.actions import tidy_name
from taizhang.files.active import check_inert
from taizhang.files.kinds import media_type
from taizhang.files.store import keep, read
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Contents, Note, write
from taizhang.publishing.checking import Obstacle, files_of, obstacles, standing
from taizhang.publishing.models import Publication, PublicationFile, Release
from taizhang.publishing.scanning import scan_later

State = Publication.State
MB = 1024 * 1024


def noted(
    event: Event, publication: Publication, author: Author, before: Contents | None = None, after: Contents | None = None
) -> None:  # fmt: skip
    """A line in the journal. Titles are covered: they too may hold a number that was found."""
    title = cover(publication.title, scan_text(publication.title))
    write(author, Note(event, "publications", publication.pk, title, before, after))


def locked(publication: Publication) -> Publication:
    """The publication as it is now, locked; refused when it may not be changed any more."""
    found = Publication.objects.select_for_update().get(pk=publication.pk)
    if not found.open_to_change:
        raise Refused(f"这份稿件{found.get_state_display()}，不能再改。要更正请撤下后另起一份。")
    return found


@transaction.atomic
def begin(*, title: str, kind: str, text: str, bureau: Bureau, author: Author) -> Publication:
    """Begin a publication 起草. Refused without a title."""
    assert author.user is not None
    made = Publication(bureau=bureau, by=author.user, **checked(title, kind, text))
    made.save(force_insert=True)
    noted(Event.PUBLICATION_CHANGED, made, author, after={"kind": made.kind, "characters": len(made.text)})
    return made


def checked(title: str, kind: str, text: str) -> dict[str, str]:
    title = " ".join(title.split())
    if not title:
        raise Refused("请写标题，例如“2026年度科技计划项目拟立项公示”。")
    if len(title) > 200:
        raise Refused(f"标题最多 200 字，这里有 {len(title)} 字。请缩短。")
    if kind not in Publication.Kind.values:
        raise Refused("请选种类：公示、公告或名单。")
    if len(text) > 500_000:
        raise Refused("正文最多 50 万字。更长的请作为附件添加。")
    return {"title": title, "kind": kind, "text": text.replace("\r\n", "\n")}


@transaction.atomic
def change(
    publication: Publication, *, title: str, kind: str, text: str, author: Author, version: str | None = None
) -> None:
    """Change title, kind and text; what was proposed is a draft again. Raises Moved."""
    found = locked(publication)
    must_stand(told(found), version)
    for name, value in {**checked(title, kind, text), "state": State.DRAFT}.items():
        setattr(found, name, value)
    found.save()
    noted(Event.PUBLICATION_CHANGED, found, author, after={"characters": len(found.text)})


def told(publication: Publication) -> dict[str, str]:
    """What may be changed of a publication, as it stands."""
    return {"title": publication.title, "kind": publication.kind, "text": publication.text}


@transaction.atomic
def cover_text(publication: Publication, *, author: Author) -> int:
    """Cover every find in title and text at once 一键遮盖. Returns how many."""
    found = locked(publication)
    in_title, in_text = scan_text(found.title), scan_text(found.text)
    found.title, found.text = cover(found.title, in_title), cover(found.text, in_text)
    found.state = State.DRAFT
    found.save()
    count = len(in_title) + len(in_text)
    noted(Event.PUBLICATION_CHANGED, found, author, after={"covered": count})
    return count


def add_file(publication: Publication, content: bytes, *, name: str, author: Author) -> PublicationFile:
    """Add a file. Refused when the kind is not taken, the content is another, or something in it would run."""
    name = tidy_name(name)
    if len(content) > settings.UPLOAD_LIMIT_MB * MB:
        raise Refused(f"附件最大 {settings.UPLOAD_LIMIT_MB} MB，“{name}”超过了。请压缩或拆分后再添加。")
    kind = media_type(name, content)
    check_inert(name, content)
    file = keep(content, kind)
    with transaction.atomic():
        found = locked(publication)
        made = PublicationFile.objects.create(publication=found, file=file, name=name, beat_at=timezone.now())
        scan_later(made)
        found.state = State.DRAFT
        found.save()
        noted(Event.PUBLICATION_CHANGED, found, author, after={"file": file.sha256})
    return made


@transaction.atomic
def remove_file(held: PublicationFile, *, author: Author) -> None:
    """Take a file out of a publication; it stays kept."""
    found = locked(held.publication)
    if not found.files.filter(pk=held.pk, removed_at=None).update(removed_at=timezone.now()):
        raise Refused("这个附件已经移除了。")
    noted(Event.PUBLICATION_CHANGED, found, author, before={"file": held.file.sha256})


@transaction.atomic
def release(publication: Publication, mark: str, *, reason: str, author: Author) -> None:
    """Let a find through 放行: by a second person, with a reason, never an ID or card number."""
    found = released_by_second(publication, reason, author)
    one = next((o for o in obstacles(found) if o.fingerprint == mark), None)
    if one is None:
        raise Refused("这一处已经不在稿件里，可能刚改过。请刷新页面。")
    if not one.releasable:
        raise Refused(f"{one.label}不能放行，只能删掉或遮盖。")
    if one.release is not None:
        raise Refused("这一处已经放行了。")
    let_through(found, [one], reason, author)


@transaction.atomic
def release_alike(publication: Publication, mark: str, *, reason: str, author: Author) -> int:
    """Let every find of the same kind in the same text or file through, as the one with this mark. Returns how many."""
    found = released_by_second(publication, reason, author)
    left = [o for o in obstacles(found) if o.release is None and o.releasable]
    one = next((o for o in left if o.fingerprint == mark), None)
    if one is None:
        raise Refused("这一处已经不在稿件里，或不能放行。请刷新页面。")
    alike = [o for o in left if (o.source, o.label) == (one.source, one.label)]
    let_through(found, alike, reason, author)
    return len(alike)


def released_by_second(publication: Publication, reason: str, author: Author) -> Publication:
    """The publication, locked, if this person may let something in it through. Refused in words."""
    assert author.user is not None
    found = locked(publication)
    if found.by_id == author.user.pk:
        raise Refused("放行要由起草人以外的第二人来做。请同事打开这一页看过后放行。")
    if not reason.strip():
        raise Refused("请写放行的理由，例如“本局公开的办公电话”。")
    return found


def let_through(publication: Publication, those: list[Obstacle], reason: str, author: Author) -> None:
    """Keep that these were let through, each with a line in the journal."""
    assert author.user is not None
    reason = reason.strip()[:300]
    for one in those:
        Release.objects.create(
            publication=publication, fingerprint=one.fingerprint, reason=reason, by=author.user
        )
        source = one.source if one.in_text else "附件"
        after = {"kind": one.label, "source": source, "place": one.place[:200], "reason": reason}
        noted(Event.PUBLICATION_RELEASED, publication, author, after=after)


def refuse_obstacles(publication: Publication) -> None:
    """Refused with the first places when something stands in the way."""
    left = standing(publication)
    if left:
        told = "；".join(f"{o.source} {o.place} {o.label}".replace("  ", " ") for o in left[:3])
        raise Refused(
            f"还有 {len(left)} 处没有处理，不能公开：{told}{'……' if len(left) > 3 else ''}。请删掉、遮盖，或由第二人放行。"
        )


def refuse_changed_files(publication: Publication) -> None:
    """Refused when a file in the store no longer holds the bytes that were scanned: the store says so itself."""
    for held in files_of(publication):
        try:
            read(held.file)
        except Refused as no:
            raise Refused(f"附件“{held.name}”不能公开：{no.sentence}") from no


@transaction.atomic
def propose(publication: Publication, *, author: Author) -> None:
    """Hand it to who may publish 提请发布. Refused while something stands in the way."""
    found = locked(publication)
    if not found.text.strip() and not found.files.filter(removed_at=None).exists():
        raise Refused("稿件还没有内容。请写正文，或添加附件。")
    refuse_obstacles(found)
    found.state = State.PROPOSED
    found.save()
    noted(Event.PUBLICATION_PROPOSED, found, author)


@transaction.atomic
def publish(publication: Publication, *, author: Author) -> None:
    """Publish 发布. Scanned once more in this very act; refused unless proposed, or while something stands in the way."""
    found = locked(publication)
    if found.state != State.PROPOSED:
        raise Refused("这份稿件还没有提请发布。请起草人处理完检查结果后提请。")
    refuse_obstacles(found)
    refuse_changed_files(found)
    found.state, found.published_by, found.published_at = State.PUBLISHED, author.user, timezone.now()
    found.save()
    noted(Event.PUBLICATION_PUBLISHED, found, author)


@transaction.atomic
def withdraw(publication: Publication, *, reason: str, author: Author) -> None:
    """Take it down 撤下, with a reason that the public may read."""
    found = Publication.objects.select_for_update().get(pk=publication.pk)
    if found.state != State.PUBLISHED:
        raise Refused("这份稿件没有在公开，不用撤下。")
    if not reason.strip():
        raise Refused("请写撤下的原因，例如“公示期满”“内容有误，更正后重发”。")
    if scan_text(reason):
        raise Refused("撤下的原因会公开显示，里面不要写号码和地址。")
    found.state, found.reason, found.withdrawn_at = State.WITHDRAWN, reason.strip()[:300], timezone.now()
    found.save()
    noted(Event.PUBLICATION_WITHDRAWN, found, author, after={"reason": found.reason})
