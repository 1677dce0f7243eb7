"""Which rows a user sees: the scope of the table as a filter on any register."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, Q, QuerySet

from taizhang.access.can import grant_of
from taizhang.access.roles import Act, Scope
from taizhang.regions.queries import subtree_ids

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from taizhang.accounts.models import User

M = TypeVar("M", bound=Model)


def scope_condition(user: "User | AnonymousUser", act: Act, model: type[Model]) -> Q | None:
    """The condition that rows of a register must meet, or None when the user gets no row at all.

    Reads from the model only what every record has: `bureau`, `region`, `state`, and the names of its
    links to organizations and of its bank column (`organization_links`, `bank_column`), and which of them were
    scanned and may be read by the public (`cleared`; without it none).
    """
    grant = grant_of(user, act, register_name(model))
    if grant is None:
        return None
    if grant.scope == Scope.OPEN:
        own = getattr(user, "bureau_id", None)
        shown = Q(state="verified") & getattr(model, "cleared", Q(pk__in=()))
        return shown & Q(bureau_id=own) if own else shown
    assert user.is_authenticated
    condition = Q(bureau_id=user.bureau_id)
    if grant.scope == Scope.BUREAU:
        return condition
    if grant.scope == Scope.AREA:
        return condition & Q(region_id__in=subtree_ids(user.region)) if user.region else None
    if grant.scope == Scope.OWN:
        return condition & own_rows(user.organization_id, model)
    bank = getattr(model, "bank_column", "")
    return condition & Q(**{bank: user.bank}) if bank and user.bank else None


def own_rows(organization_id: int | None, model: type[Model]) -> Q:
    """Rows that name the organization in any of their links (the organization itself included)."""
    links: tuple[str, ...] = getattr(model, "organization_links", ())
    condition = Q(pk__in=())
    for link in links:
        condition |= Q(**{link: organization_id})
    return condition


def register_name(model: type[Model]) -> str:
    """The name under which the access table knows the register."""
    name: str = getattr(model, "register_name", "")
    return name


def visible_to(user: "User | AnonymousUser", model: type[M], act: Act = Act.VIEW) -> QuerySet[M]:
    """The rows of a register on which the user may do the act: the start of every query."""
    rows: QuerySet[M] = model._default_manager.all()
    condition = scope_condition(user, act, model)
    return rows.none() if condition is None else rows.filter(condition)


def covers(user: "User | AnonymousUser", act: Act, record: Any) -> bool:
    """Whether the user may do the act on this very record."""
    return visible_to(user, type(record), act).filter(pk=record.pk).exists()
