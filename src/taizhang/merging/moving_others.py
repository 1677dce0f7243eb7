"""Moving what is no record of a register: users, other tables' links, attachments, texts that name the organization."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from taizhang.accounts.actions import titled, told
from taizhang.accounts.models import User
from taizhang.files.models import Attachment
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write_all
from taizhang.merging import named, pointing
from taizhang.merging.definitions import change_definitions
from taizhang.merging.models import Merge, Move
from taizhang.merging.naming import Renaming

CHUNK = 500


def parts(ids: Iterable[int]) -> Iterable[list[int]]:
    listed = sorted(ids)
    return (listed[i : i + CHUNK] for i in range(0, len(listed), CHUNK))


def move_others(merge: Merge, author: Author) -> dict[str, int]:
    """Every link from a table that is no register; users, who stand for it, each with his own journal entry."""
    outcome = {}
    for model, name in pointing.other_links():
        held = model._default_manager.filter(**{f"{name}__in": merge.gone_ids}).order_by("pk")
        column = f"{name}_id"
        was = dict(held.values_list("pk", column))
        if not was:
            continue
        users = list(held.select_for_update(of=("self",))) if model is User else []
        for part in parts(was):
            model._default_manager.filter(pk__in=part).update(**{column: merge.kept_id})
        Move.objects.bulk_create(
            [
                Move(
                    merge=merge, model=model._meta.label_lower, object_id=pk, before={column: old},
                    after={column: merge.kept_id},
                )
                for pk, old in was.items()
            ],
            batch_size=500,
        )  # fmt: skip
        outcome[model._meta.label_lower] = len(was)
        tell_users(users, merge.kept_id, author)
    return outcome


def tell_users(users: Iterable[Model], organization_id: int, author: Author) -> None:
    """The journal entries of users who stand for another organization now."""
    notes = []
    for user in users:
        assert isinstance(user, User)
        before = told(user)
        after = before | {"organization": organization_id}
        notes.append(Note(Event.USER_CHANGED, "users", user.pk, titled(user), before, after))
    write_all(author, notes)


def move_attachments(merge: Merge, author: Author) -> dict[str, int]:
    """The attachments of the organizations themselves."""
    held = list(pointing.attachments(merge.gone_ids).select_related("file").order_by("pk"))
    notes, moves = [], []
    for one in held:
        before, after = {"record_id": one.record_id}, {"record_id": merge.kept_id}
        moves.append(
            Move(
                merge=merge, model=Attachment._meta.label_lower, object_id=one.pk, before=before, after=after
            )
        )
        told = {"name": one.name, "sha256": one.file.sha256}
        notes.append(
            Note(Event.FILE_MOVED, pointing.OWN, merge.kept_id, merge.kept_name, before | told, told)
        )
    for part in parts(one.pk for one in held):
        Attachment.objects.filter(pk__in=part).update(record_id=merge.kept_id)
    Move.objects.bulk_create(moves, batch_size=500)
    write_all(author, notes)
    return {Attachment._meta.label_lower: len(held)} if held else {}


def move_named(merge: Merge, how: Renaming, author: Author) -> dict[str, int]:
    """Texts that name the organization by its number or name: views, formulas, definitions of drafts."""
    outcome: dict[str, int] = {}
    for place, row, before, after in list(named.naming(merge.bureau_id, how)):
        label = row._meta.label_lower
        if not put(row, after):
            continue
        Move.objects.create(merge=merge, model=label, object_id=row.pk, before=before, after=after)
        tell(place, row, before, after, author)
        outcome[label] = outcome.get(label, 0) + 1
    changed = change_definitions(merge, how, author)
    return outcome | ({"indicators": changed} if changed else {})


def put(row: Model, values: dict[str, Any]) -> bool:
    """Write columns of a row; not where another row would then be the same (its unique constraint says so)."""
    for name, value in values.items():
        setattr(row, name, value)
    manager = type(row)._default_manager
    for constraint in row._meta.total_unique_constraints:
        if set(constraint.fields) & set(values):
            same = {n: getattr(row, n) for n in constraint.fields}
            if None not in same.values() and manager.filter(**same).exclude(pk=row.pk).exists():
                return False
    manager.filter(pk=row.pk).update(**values)
    return True


def tell(place: named.Place, row: Model, before: Any, after: Any, author: Author) -> None:
    title = f"{place.title} {row}" if hasattr(row, "name") or str(row) else place.title
    write_all(author, [Note(Event.PLACE_RENAMED, row._meta.label_lower, row.pk, title, before, after)])
