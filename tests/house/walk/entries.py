"""Cells of which the table alone does not tell the outcome, each with its reason. Everything else is derived."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from taizhang.access.roles import TABLE, Act, Scope
from taizhang.accounts.models import Role
from taizhang.registers.declaration import registers
from tests.house.walk.addresses import Address
from tests.house.walk.expected import Outcome, Thing, role_of

# What an address wants in its query before it looks at anything.
QUERIES: dict[str, Callable[[Thing | None], str]] = {
    "imports/<int:number>/source/": lambda thing: "sheet=1&cell=A3" + of_record(thing),
    "figures/source/": lambda thing: "of=organizations.1&field=name",
    "search/": lambda thing: "q=阁",
}

# What a form must say before it is looked at whose it is.
FORMS = {"admin/users/<int:pk>/tie/": {"provider": "cas", "subject": "z-0042"}}


def of_record(thing: Thing | None) -> str:
    """The record whose source is asked for, where the thing names one."""
    return f"&of={thing.values['of']}" if thing and "of" in thing.values else ""


@dataclass(frozen=True)
class Entry:
    """Where it holds, what comes out instead, and why."""

    route: str
    outcome: Outcome
    reason: str
    when: Callable[[Any, Thing | None, str], bool] = lambda user, thing, method: True


def anonymous_where_open(user: Any, thing: Thing | None, method: str) -> bool:
    return not user.is_authenticated


def nothing_of_its_own(user: Any, thing: Thing | None, method: str) -> bool:
    """A firm in a register whose rows name no organization."""
    grant = TABLE[role_of(user)].get(Act.ADD)
    register = registers().get(thing.register) if thing else None
    return bool(grant and grant.scope == Scope.OWN and register and not register.organization_fields)


def sends_nothing(user: Any, thing: Thing | None, method: str) -> bool:
    """Somebody who may neither attach nor import."""
    row = TABLE[role_of(user)]
    return user.is_authenticated and not {Act.ATTACH, Act.INTAKE} & set(row)


def imports_nothing(user: Any, thing: Thing | None, method: str) -> bool:
    row = TABLE[role_of(user)]
    return user.is_authenticated and Act.VIEW in row and Act.INTAKE not in row


def does_not_sign(user: Any, thing: Thing | None, method: str) -> bool:
    row = TABLE[role_of(user)]
    there = thing is not None and not thing.absent and thing.bureau == getattr(user, "bureau_id", None)
    return method == "POST" and there and Act.FIGURES in row and Act.SIGN not in row


def stands_for_no_firm(user: Any, thing: Thing | None, method: str) -> bool:
    role = role_of(user)
    return user.is_authenticated and role != Role.ENTERPRISE and Act.CHANGE in TABLE[role]


OWN_YEAR = "my/annual/<int:year>/"
OWN_YEARS = tuple(OWN_YEAR + rest for rest in ("", "check/", "total/", "people/", "ledger/", "ledger/take/"))
NO_PROVIDER = "the house of the walk knows one provider of sign-in, and it is not this one"
SIGNED_OUT = "it leads to the page where one signs in"
ENTRIES: tuple[Entry, ...] = (
    Entry("sign-out/", Outcome.SIGN_IN, SIGNED_OUT, lambda user, thing, method: method == "POST"),
    Entry("sign-in/code/", Outcome.SIGN_IN, "nobody is half-way through signing in: " + SIGNED_OUT),
    *(Entry(f"sign-in/{way}/", Outcome.NOTHING, NO_PROVIDER) for way in ("oidc", "oidc/back", "directory")),
    Entry(
        "sign-in/cas/back/",
        Outcome.DENIED,
        "nobody comes back who was not sent there",
        lambda user, thing, method: method == "GET",
    ),
    Entry(
        "registers/<slug:name>/new/",
        Outcome.NOTHING,
        "no row of this register could be the firm's own",
        nothing_of_its_own,
    ),
    Entry(
        "my/data.xlsx",
        Outcome.NOTHING,
        "only a firm takes away what is held on it",
        lambda user, thing, method: user.is_authenticated and role_of(user) != Role.ENTERPRISE,
    ),
    *(Entry(route, Outcome.NOTHING, "a year of one's own firm", stands_for_no_firm) for route in OWN_YEARS),
    Entry(
        "registers/<slug:name>/views/", Outcome.NOTHING, "a view is kept for a person", anonymous_where_open
    ),
    Entry("uploads/", Outcome.DENIED, "begun by whoever may attach or import something", sends_nothing),
    Entry(
        "imports/<int:number>/source/",
        Outcome.NOTHING,
        "whoever does not import reads a source through the record that came of it",
        imports_nothing,
    ),
    Entry(
        "reports/<int:pk>/sign/",
        Outcome.DENIED,
        "who reads figures reads the page of signing, a leader signs",
        does_not_sign,
    ),
)


# What a further word of the body or a state decides: let in, it may yet find nothing there.
MAY_BE_MISSING = {
    "merging/not-same/": "the two are named in the body",
    "reports/<int:pk>/add/": "the paragraph after which it stands is named in the body",
    "reports/<int:pk>/figures/<slug:key>/file/": "only a figure told by a document has a file",
    "reports/<int:pk>/figures/<slug:key>/back/": "the earlier value is named in the body",
    "reports/<int:pk>/editions/<int:edition>/back/": "only what is not signed, and has this edition, goes back",
    "reports/<int:pk>/proof/": "only what is signed has a proof",
    "reports/<int:pk>/proof/kept.json": "only what is signed has a proof",
    "imports/<int:number>/source/": "a file that was refused as sent before has no table that could be shown",
    "figures/source/": "only a figure that came of an import has a source",
}
# Who assigns users to firms reads the names of these firms there, and nothing else of them.
NAMING_FIRMS = "admin/users/"


def may_be_missing(address: Address, wanted: Outcome, outcome: Outcome) -> bool:
    return (wanted, outcome) == (Outcome.IN, Outcome.NOTHING) and address.route in MAY_BE_MISSING


def names_firms(address: Address, user: Any) -> bool:
    return address.route.startswith(NAMING_FIRMS) and Act.USERS in TABLE[role_of(user)]


def outcome_of(address: Address, user: Any, thing: Thing | None, method: str, derived: Outcome) -> Outcome:
    """The derived outcome, unless an entry says otherwise."""
    for entry in ENTRIES:
        if entry.route == address.route and entry.when(user, thing, method):
            return entry.outcome
    return derived
