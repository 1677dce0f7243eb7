"""For each kind of thing that an address can be about: one's own, another's, one that is not there."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from taizhang.files.models import Upload
from taizhang.registers.declaration import registers
from taizhang.registers.record import Record
from tests.cast import Cast
from tests.house.walk import notices, papers
from tests.house.walk.expected import Thing
from tests.house.walk.ledger import MARK, SIDES, records, thing_of

ABSENT = 987_654_321
RECORD = "registers/<slug:name>/<int:pk>/"
BATCH = "imports/<int:number>/"
HANDIN = "handins/<int:pk>/"
REPORT = "reports/<int:pk>/"


@dataclass
class World:
    """Everything that the walk asks for, by the part of the route that names it."""

    cast: Cast
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def put(self, key: str, *made: Thing) -> None:
        self.things.setdefault(key, []).extend(made)

    def every(self) -> list[Thing]:
        return [thing for made in self.things.values() for thing in made]


def build(cast: Cast) -> World:
    """The world of the walk, by the house's own actions."""
    world = World(cast, records(cast))
    for builder in (
        of_registers,
        of_records,
        of_people,
        of_batches,
        of_reports,
        of_handins,
        of_notices,
        of_benefits,
        of_years,
        of_the_rest,
    ):
        builder(world)
    return world


def of_registers(world: World) -> None:
    for name, register in registers().items():
        here = Thing(name, {"name": name}, register=name, everybody=True)
        world.put("registers/<slug:name>/", here)
        for kind in ("xlsx", "csv"):
            world.put(
                "registers/<slug:name>/export.<slug:kind>",
                Thing(f"{name} {kind}", {"name": name, "kind": kind}, name, everybody=True),
            )
        told = {"name": name, "field": next(iter(register.fields))}
        world.put("registers/<slug:name>/condition/<slug:field>/", Thing(name, told, name, everybody=True))
        world.put(f"api/v1/{name}", Thing(name, {}, name, everybody=True))
    world.put("registers/<slug:name>/", Thing("no such register", {"name": "no_such"}, absent=True))
    world.put(
        "registers/<slug:name>/export.<slug:kind>",
        Thing("no such kind", {"name": "organizations", "kind": "exe"}, absent=True),
    )
    world.put(
        "registers/<slug:name>/condition/<slug:field>/",
        Thing("no such field", {"name": "organizations", "field": "bureau"}, absent=True),
    )


def of_records(world: World) -> None:
    for name in registers():
        for side in SIDES:
            record = world.records[name, side]
            world.put(RECORD, thing_of(record, f"{name} {side}"))
            world.put(f"api/v1/{name}/<int:pk>", thing_of(record, f"{name} {side}"))
        for key in (RECORD, f"api/v1/{name}/<int:pk>"):
            world.put(key, Thing(f"{name} absent", {"name": name, "pk": ABSENT}, name, absent=True))


def hanging(
    world: World, key: str, make: Callable[[Record, str], Any], registers_named: tuple[str, ...]
) -> None:
    """Things that hang on a record: reached as it is."""
    for name in registers_named:
        for side in SIDES:
            record = world.records[name, side]
            word = f"{MARK[side]}{name}挂件.pdf"
            thing = thing_of(record, f"{name} {side}")
            thing.values, thing.secrets = {"pk": make(record, word).pk}, [word]
            world.put(key, thing)
    world.put(key, Thing("absent", {"pk": ABSENT}, absent=True))


def of_people(world: World) -> None:
    cast = world.cast
    by = {"east": cast.liaison, "west": cast.liaison_west, "elsewhere": cast.stranger_staff}
    side_of = {record.pk: side for (name, side), record in world.records.items() if name == "organizations"}
    loans = {record.pk: side for (name, side), record in world.records.items() if name == "loans"}

    def person(record: Record) -> Any:
        if record.register_name == "organizations":
            return by[side_of[record.pk]]
        return cast.stranger_staff if loans[record.pk] == "elsewhere" else cast.staff

    hanging(
        world,
        "files/<int:pk>/",
        lambda r, word: papers.attachment(r, person(r), word),
        ("organizations", "loans"),
    )
    hanging(
        world,
        "proposals/<int:pk>/",
        lambda r, word: papers.proposal(r, person(r), word),
        ("organizations", "loans"),
    )
    for who in ("staff", "colleague", "enterprise", "enterprise_west", "stranger_staff"):
        user = cast.users[who]
        view, held = papers.of(who, "视图"), papers.of(who, "令牌")
        told = {"name": "organizations", "pk": papers.view(user, view).pk}
        world.put(
            "registers/<slug:name>/views/<int:pk>/",
            Thing(who, told, "organizations", bureau=user.bureau_id, by=user.pk, secrets=[view]),
        )
        token = papers.token(user, held)
        world.put(
            "admin/account/tokens/<int:pk>/",
            Thing(who, {"pk": token.pk}, bureau=user.bureau_id, by=user.pk, secrets=[held]),
        )
        world.put("admin/users/<int:pk>/", papers.of_bureau(who, user.bureau_id, pk=user.pk))
    world.put(
        "registers/<slug:name>/views/<int:pk>/",
        Thing("absent", {"name": "organizations", "pk": ABSENT}, "organizations", absent=True),
    )
    world.put("admin/account/tokens/<int:pk>/", Thing("absent", {"pk": ABSENT}, absent=True))
    world.put("admin/users/<int:pk>/", Thing("absent", {"pk": ABSENT}, absent=True))


def of_batches(world: World) -> None:
    for label, batch in papers.batches(world.cast):
        word = papers.of(label.split(",")[0], "批次件")
        one = Thing(
            label, {"number": batch.number}, bureau=batch.bureau_id, made_by=batch.by_id, secrets=[word]
        )
        world.put(BATCH, one)
        table = batch.sheets.first()
        row = table.rows.order_by("row").first() if table else None
        if table is None or row is None:
            continue
        at = {"number": batch.number, "table": table.number, "row": row.row}
        for key in (f"{BATCH}tables/<int:table>/", f"{BATCH}tables/<int:table>/rows/<int:row>/"):
            world.put(key, Thing(label, at, bureau=batch.bureau_id, made_by=batch.by_id))
    for key in (BATCH, f"{BATCH}tables/<int:table>/", f"{BATCH}tables/<int:table>/rows/<int:row>/"):
        world.put(key, Thing("absent", {"number": ABSENT, "table": 1, "row": 2}, absent=True))


def of_reports(world: World) -> None:
    for label, report in papers.reports(world.cast):
        paragraph, token = (
            report.paragraphs.order_by("position").first(),
            report.tokens.order_by("id").first(),
        )
        assert paragraph and token
        bundle = papers.bundle(report, world.cast.staff, f"{MARK['west']}材料{report.pk}.zip")
        at: Mapping[str, Any] = {
            "pk": report.pk, "paragraph": paragraph.pk, "key": token.key, "edition": report.number, "bundle": bundle.pk,
        }  # fmt: skip
        for key in (
            REPORT, f"{REPORT}paragraphs/<int:paragraph>/", f"{REPORT}figures/<slug:key>/", f"{REPORT}editions/<int:edition>/",
            "reports/bundles/<int:bundle>/",
        ):  # fmt: skip
            world.put(key, papers.of_bureau(label, report.bureau_id, report.title, **at))
    absent = {"pk": ABSENT, "paragraph": ABSENT, "key": "k99999", "edition": 999, "bundle": ABSENT}
    for key in [k for k in world.things if k.startswith("reports/")]:
        world.put(key, Thing("absent", absent, absent=True))


def of_handins(world: World) -> None:
    for user, mark in ((world.cast.staff, MARK["west"]), (world.cast.stranger_staff, MARK["elsewhere"])):
        layout, tie, handin = papers.layout(world.cast, user, mark)
        at = {"pk": layout.pk, "tie": tie.pk, "period": handin.period}
        for key in (HANDIN, f"{HANDIN}ties/<int:tie>/", f"{HANDIN}<str:period>/"):
            world.put(key, papers.of_bureau(f"{mark}表", layout.bureau_id, layout.name, **at))
        text = papers.manuscript(user, mark)
        world.put("reconcile/<int:pk>/", papers.of_bureau(f"{mark}稿", text.bureau_id, text.name, pk=text.pk))
    for key in (HANDIN, f"{HANDIN}ties/<int:tie>/", f"{HANDIN}<str:period>/", "reconcile/<int:pk>/"):
        world.put(key, Thing("absent", {"pk": ABSENT, "tie": ABSENT, "period": "1999"}, absent=True))


def of_notices(world: World) -> None:
    for key, thing in notices.things(world.cast, ABSENT):
        world.put(key, thing)


def of_benefits(world: World) -> None:
    """A firm's page of policies is reached as its record is."""
    base = "benefits/<int:pk>/"
    for side in SIDES:
        record = world.records["organizations", side]
        for key, more in (
            (base, {}),
            (f"{base}facts/<slug:fact>/", {"fact": "founded_on"}),
            (f"{base}policies/<path:pack>/", {"pack": "national/high_tech_enterprise"}),
        ):
            thing = thing_of(record, f"policies of {side}")
            thing.values = {"pk": record.pk, **more}
            world.put(key, thing)
            world.put(key, Thing(f"{side} absent", {"pk": ABSENT, **more}, "organizations", absent=True))


def of_years(world: World) -> None:
    """The annual data of firms: of one's own under my/, of others by the number of the firm."""
    name = "annual_returns"
    own, firm = "my/annual/<int:year>/", "annual/<int:pk>/<int:year>/"
    receipt = "receipt/<int:number>/"
    absent = {"pk": ABSENT, "year": 2025, "number": ABSENT}
    world.put(own, Thing("a year", {"year": 2025}, name, everybody=True))
    world.put(own, Thing("no such year", {"year": 1990}, name, absent=True))
    world.put(own + receipt, Thing("absent", absent, name, absent=True))
    for side in SIDES:
        organization = world.records["organizations", side]
        thing = thing_of(organization, side, year=2025)
        thing.register = name
        for key in ("annual/<int:pk>/", firm):
            world.put(key, thing)
        user = world.cast.stranger_staff if side == "elsewhere" else world.cast.staff
        sent = papers.submitted(user, organization, 2025)
        world.put(firm + receipt, replace(thing, values={**thing.values, "number": sent.entry.pk}))
    for key in ("annual/<int:pk>/", firm, firm + receipt):
        world.put(key, Thing("absent", absent, name, absent=True))


def of_the_rest(world: World) -> None:
    for user, code, word in (
        (world.cast.staff, "west_own", "西阁指标"),
        (world.cast.stranger_staff, "yi_own", "乙阁指标"),
    ):
        papers.indicator(user, code, word)
        world.put("indicators/<slug:code>/", papers.of_bureau(word, user.bureau_id, word, code=code))
    world.put("indicators/<slug:code>/", Thing("absent", {"code": "no_such"}, absent=True))
    world.put(
        "indicators/-/draft/<slug:code>/", Thing("a draft of one's own", {"code": "west_own"}, everybody=True)
    )
    for who in ("staff", "enterprise", "enterprise_west", "liaison_west", "stranger_staff"):
        user = world.cast.users[who]
        upload = Upload.objects.create(
            by=user, place="record:organizations", name=f"{papers.of(who, '续传')}.pdf", size=9
        )
        world.put(
            "uploads/<uuid:pk>/",
            Thing(who, {"pk": upload.pk}, bureau=user.bureau_id, by=user.pk, secrets=[upload.name]),
        )
    world.put("uploads/<uuid:pk>/", Thing("absent", {"pk": uuid.UUID(int=ABSENT)}, absent=True))
    for user, side in ((world.cast.staff, "west"), (world.cast.stranger_staff, "elsewhere")):
        merge, pair = papers.merge(user, world.records["organizations", side], MARK[side])
        world.put(
            "merging/<int:pk>/",
            papers.of_bureau(MARK[side], user.bureau_id, f"{MARK[side]}并入", pk=merge.pk),
        )
        world.put("merging/not-same/<int:pk>/", papers.of_bureau(MARK[side], user.bureau_id, pk=pair.pk))
        job, word = papers.judging(user, f"{MARK[side]}判定"), f"{MARK[side]}判定"
        world.put("decisions/runs/<int:pk>/", papers.of_bureau(MARK[side], user.bureau_id, word, pk=job.pk))
    for key in ("decisions/runs/<int:pk>/", "merging/<int:pk>/", "merging/not-same/<int:pk>/"):
        world.put(key, Thing("absent", {"pk": ABSENT}, absent=True))
    for who, firm in (("enterprise", world.cast.firm_east), ("stranger_staff", world.cast.firm_elsewhere)):
        user, word = world.cast.users[who], papers.of(who, "申请")
        asked = papers.request(user, firm.title, word)
        one = papers.of_bureau(who, user.bureau_id, word, pk=asked.pk)
        one.firms = frozenset({firm.pk})  # it reads its own request and the answer
        world.put("personal/requests/<int:pk>/", one)
    world.put("personal/requests/<int:pk>/", Thing("absent", {"pk": ABSENT}, absent=True))
    erasing = "personal/<slug:name>/<int:years>/"
    for name in ("organizations", "people"):  # both hold telephones, kept for three years
        world.put(erasing, Thing(name, {"name": name, "years": 3}, name, everybody=True))
        world.put(erasing, Thing("no such term", {"name": name, "years": 99}, name, absent=True))
    world.put("drafts/<path:place>/", Thing("a form's draft", {"place": "new:needs"}, everybody=True))
    world.put("policies/<path:name>/", Thing("a policy", {"name": "national/tech_sme"}, everybody=True))
    world.put("policies/<path:name>/", Thing("no such policy", {"name": "no/such"}, absent=True))
    world.put("check/samples/<str:name>/", Thing("absent", {"name": "no-such"}, absent=True))
