"""Where an organization that was merged into another lives on 并入的去处: links and lookups follow it there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from taizhang.core.decisions import Refused
from taizhang.registers.declaration import Register
from taizhang.registers.organizations.models import Organization

IN_CLAUSE = 500


def successors(ids: Iterable[int]) -> dict[int, int]:
    """Of these organizations those that were merged: their id -> the id of the one that stands for them today."""
    listed = sorted(set(ids))
    found: dict[int, int] = {}
    for start in range(0, len(listed), IN_CLAUSE):
        merged = Organization._default_manager.filter(
            pk__in=listed[start : start + IN_CLAUSE], merged_into__isnull=False
        )
        found.update((pk, into) for pk, into in merged.values_list("pk", "merged_into_id") if into)
    onward = successors(found.values()) if found else {}
    return {pk: onward.get(into, into) for pk, into in found.items()}


def successor_of(organization: Organization) -> Organization | None:
    """The organization that stands for a merged one today; None for one that was not merged."""
    if organization.merged_into_id is None:
        return None
    return Organization._default_manager.get(pk=successors([organization.pk])[organization.pk])


def standing(found: Iterable[Any]) -> list[Any]:
    """Organizations as they stand today: who was merged is the one kept; each once."""
    each = [successor_of(one) or one for one in found]
    return list({one.pk: one for one in each}.values())


def merged_away(organization_id: int) -> list[Organization]:
    """The duplicates that were merged straight into an organization, the newest last."""
    return list(Organization._default_manager.filter(merged_into=organization_id).order_by("pk"))


def links_to_organizations(register: Register) -> tuple[str, ...]:
    """The fields of a register that point to organizations, however they were declared."""
    return tuple(name for name, model in register.links.items() if model is Organization)


def followed(register: Register, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same values, but what links to a merged organization links to the one kept. One query for all rows."""
    names = links_to_organizations(register)
    given = [{n: getattr(row[n], "pk", row[n]) for n in names if row.get(n)} for row in rows]
    into = successors(pk for links in given for pk in links.values())
    if not into:
        return [dict(row) for row in rows]
    return [
        {**row, **{n: into[pk] for n, pk in links.items() if pk in into}}
        for row, links in zip(rows, given, strict=True)
    ]


def refuse_overtaken(register: Register, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raises Refused when a merge that ended while these rows were written gave up what they link to.

    The rows' links hold the organizations now, so that no merge comes after this look. SQLite lets one write at a time.
    """
    if not connection.features.has_select_for_update:
        return
    names = links_to_organizations(register)
    if successors(getattr(row[n], "pk", row[n]) for row in rows for n in names if row.get(n)):
        raise Refused(
            "关联的单位刚刚被合并到另一家，这次什么也没有写入。请再提交一次，会自动改用保留的那一家。"
        )


def refuse_merged(records: Iterable[Any]) -> None:
    """Raises Refused when one of these records is an organization that was merged into another."""
    for record in records:
        if getattr(record, "merged_into_id", None):
            into = successor_of(record)
            raise Refused(
                f"“{record.title}”已并入“{into}”，不再单独修改。请打开“{into}”改；如果并错了，请在那一页撤销合并。"
            )
