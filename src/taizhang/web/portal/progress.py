"""What an enterprise has under way 办理中: applications, vouchers and needs that are not settled, with where each stands."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from taizhang.access.can import grant_of
from taizhang.access.roles import Act
from taizhang.access.scopes import visible_to
from taizhang.accounts.models import User
from taizhang.registers.declaration import Register, registers
from taizhang.registers.record import Record, State

MOST = 6


@dataclass(frozen=True)
class Course:
    """How a register tells where a thing stands: its column, the steps in order, and the day of each step where kept."""

    register: str
    column: str
    steps: tuple[str, ...]
    open: tuple[str, ...]
    days: tuple[tuple[str, str], ...]
    named: str  # the field that says what it is


COURSES = (
    Course(
        "recognitions", "result", ("applied", "accepted", "publicised", "recognised"), ("applied", "accepted", "publicised"),
        (("applied", "applied_on"), ("recognised", "recognised_on")), "kind",
    ),
    Course(
        "projects", "stage", ("applied", "recommended", "approved"), ("applied", "recommended"), (("applied", "applied_on"),), "name",
    ),
    Course(
        "vouchers", "status", ("applied", "issued", "used", "redeeming", "redeemed"), ("applied", "redeeming"),
        (("issued", "issued_on"), ("used", "used_on"), ("redeemed", "redeemed_on")), "kind",
    ),
    Course(
        "needs", "status", ("received", "published", "matched", "solved"), ("received", "published", "matched"),
        (("received", "received_on"), ("published", "published_on"), ("matched", "matched_on")), "name",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    title: str
    day: date | None
    done: bool
    here: bool


@dataclass(frozen=True)
class UnderWay:
    """One thing under way."""

    title: str
    register: str
    url: str
    steps: tuple[Step, ...]


def under_way(user: User, firm: Record) -> list[UnderWay]:
    """What is under way for a firm, as far as the person may see it; one question a register."""
    made = []
    for course in COURSES:
        register = registers()[course.register]
        if grant_of(user, Act.VIEW, course.register) is None:
            continue
        asked = {course.column + "__in": course.open, register.organization_fields[0]: firm.pk}
        found = visible_to(user, register.model).filter(**asked).exclude(state=State.ENDED)
        made += [_told(course, register, one) for one in found.order_by("-id")[:MOST]]
    return made


def _told(course: Course, register: Register, record: Record) -> UnderWay:
    labels = {o.value: o.label for o in register.fields[course.column].options}
    at = course.steps.index(getattr(record, course.column))
    days = {step: getattr(record, name, None) for step, name in course.days}
    steps = tuple(
        Step(labels[step], days.get(step), number < at, number == at)
        for number, step in enumerate(course.steps)
    )
    title = register.show(record, course.named) or record.title
    return UnderWay(title, register.title, reverse("record", args=[register.name, record.pk]), steps)
