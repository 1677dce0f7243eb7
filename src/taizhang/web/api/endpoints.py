"""The six operations of every register: list, one, add, change, verify, history."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from ninja import Query, Router, Status

from taizhang.access.can import can
from taizhang.access.roles import Act
from taizhang.access.scopes import covers, visible_to
from taizhang.accounts.models import User
from taizhang.core.whole import LARGEST as WHOLE
from taizhang.registers.actions import Change, add_record, change_records, verify_records
from taizhang.registers.contents import take_region
from taizhang.registers.covering import look_ahead_records
from taizhang.registers.declaration import Register
from taizhang.registers.queries import Question, rows
from taizhang.registers.record import Record
from taizhang.web.api.history import history_of
from taizhang.web.api.questions import parameters
from taizhang.web.api.schemas import Ground, History, Invalid, Refusal, Waits, shapes
from taizhang.web.api.values import record_out, values_in
from taizhang.web.author import author_of

LARGEST = 200
MOST = 1_000_000  # pages
NOWHERE = "没有这条记录，或它不在您的权限内。"
NOT_IN_SCOPE = "这样登记或修改后，记录就不在您的范围内了。请检查区划和单位。"
NO = {401: Refusal, 403: Refusal, 404: Refusal}
NO_GROUND = Ground(ground="")
View = Callable[..., Any]


def add_register(router: Router, register: Register) -> None:
    """Put a register's operations into the router."""
    shape = shapes(register)
    name, title = register.name, register.title
    one = f"/{name}/{{int:pk}}"
    invalid = {**NO, 409: Refusal, 422: Invalid}

    def operation(method: str, path: str, act: Act, what: str, verb: str, view: View, **more: Any) -> None:
        view.act, view.register = act, name  # type: ignore[attr-defined]
        view.__name__ = f"{name}_{verb}"
        router.api_operation(
            [method], path, operation_id=f"{name}_{verb}", summary=what, tags=[title], **more
        )(view)

    def listed(
        request: HttpRequest, page: int = Query(1, ge=1, le=MOST), size: int = Query(50, ge=1, le=LARGEST)
    ) -> Any:
        """Rows that you may see, in the order and under the conditions of the question."""
        found = rows(
            permitted(request, Act.VIEW, register), register, Question.from_query(register, request.GET)
        )
        part = list(found[(page - 1) * size : page * size])
        look_ahead_records(register, part)
        return {
            "items": [record_out(register, r) for r in part],
            "total": found.count(),
            "page": page,
            "size": size,
        }

    def shown(request: HttpRequest, pk: int) -> Any:
        """One record."""
        return record_out(register, sought(request, Act.VIEW, register, pk))

    def added(request: HttpRequest, body: Any) -> Any:
        """Add a record. What section staff write is verified by that; what others write waits for them."""
        user = permitted(request, Act.ADD, register)
        values = values_in(register, body.values.model_dump(exclude_unset=True), user)
        take_region(register, values)
        with transaction.atomic():
            author = author_of(request, body.ground)
            record = add_record(
                register, values, bureau=bureau_of(user), author=author, sources={"*": ["api"]}
            )
            within(user, Act.ADD, record)
        return Status(201, record_out(register, found_again(register, record)))

    def changed(request: HttpRequest, pk: int, body: Any) -> Any:
        """Change a record at the version you saw. What you may not verify is proposed and answers 202."""
        record = sought(request, Act.CHANGE, register, pk)
        values = values_in(register, body.values.model_dump(exclude_unset=True), user_of(request), record)
        change = Change(record, values, {n: ["api"] for n in values}, body.version)
        with transaction.atomic():
            _, proposed = change_records(register, [change], author=author_of(request, body.ground))
            within(user_of(request), Act.CHANGE, record)
        if proposed:
            sentence = "已提交，等科室核实后生效；在此之前记录保持原样。"
            return Status(202, {"sentence": sentence, "proposal": proposed[0].pk})
        return Status(200, record_out(register, found_again(register, record)))

    def verified(request: HttpRequest, pk: int, body: Ground = NO_GROUND) -> Any:
        """Verify a record, so that figures count it."""
        record = sought(request, Act.VERIFY, register, pk)
        verify_records(register, [record], author=author_of(request, body.ground))
        return record_out(register, found_again(register, record))

    def told(
        request: HttpRequest,
        pk: int,
        before: int = Query(0, ge=0, le=WHOLE),
        size: int = Query(50, ge=1, le=LARGEST),
    ) -> Any:
        """What happened to a record, newest first."""
        return history_of(register, sought(request, Act.HISTORY, register, pk), before, size)

    added.__annotations__["body"], changed.__annotations__["body"] = shape.adding, shape.changing
    base = f"/{name}"
    extra = {"openapi_extra": {"parameters": parameters(register)}}
    operation(
        "GET",
        base,
        Act.VIEW,
        f"{title}：列表",
        "list",
        listed,
        response={200: shape.page, **NO, 422: Invalid},
        **extra,
    )
    operation("GET", one, Act.VIEW, f"{title}：一条", "get", shown, response={200: shape.record, **NO})
    operation("POST", base, Act.ADD, f"{title}：登记", "add", added, response={201: shape.record, **invalid})
    answers = {200: shape.record, 202: Waits, **invalid, 409: shape.conflict}
    operation("PATCH", one, Act.CHANGE, f"{title}：修改", "change", changed, response=answers)
    answers = {200: shape.record, **invalid}
    operation("POST", f"{one}/verify", Act.VERIFY, f"{title}：核实", "verify", verified, response=answers)
    operation(
        "GET",
        f"{one}/history",
        Act.HISTORY,
        f"{title}：改动",
        "history",
        told,
        response={200: History, **NO, 422: Invalid},
    )


def user_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def permitted(request: HttpRequest, act: Act, register: Register) -> User:
    """The user, if the table lets him do the act in this register; otherwise 403 with the sentence."""
    answer = can(request.user, act, register.name, register.title)
    if not answer:
        raise PermissionDenied(answer.sentence)
    return user_of(request)


def sought(request: HttpRequest, act: Act, register: Register, pk: int) -> Record:
    """The record, if the user may do the act on it. One that he may not see answers like one that is not there."""
    user = permitted(request, act, register)
    links = [n for n, f in register.fields.items() if f.is_relation]
    record = visible_to(user, register.model, act).select_related(*links).filter(pk=pk).first()
    if record is None:
        raise Http404(NOWHERE)
    return record


def within(user: User, act: Act, record: Record) -> None:
    """403 when the record, as it now stands, is out of the user's reach: the transaction is undone."""
    if not covers(user, act, record):
        raise PermissionDenied(NOT_IN_SCOPE)


def found_again(register: Register, record: Record) -> Record:
    """The record as the database gives it back, with what it points to."""
    links = [n for n, f in register.fields.items() if f.is_relation]
    return register.model._default_manager.select_related(*links).get(pk=record.pk)


def bureau_of(user: User) -> Any:
    if user.bureau is None:
        raise PermissionDenied("您的帐号不属于任何科技局，不能登记。")
    return user.bureau
