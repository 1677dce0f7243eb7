"""The interface itself: all registers, and every no as {"sentence": …}."""

from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router, Swagger
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.access.scopes import covers
from taizhang.core.decisions import Refused
from taizhang.registers.actions import Conflict
from taizhang.registers.declaration import register_of, registers
from taizhang.web.api.endpoints import NOWHERE, add_register, found_again
from taizhang.web.api.problems import problems_of
from taizhang.web.api.signing import Session, Token
from taizhang.web.api.values import Unfit, record_out
from taizhang.web.middleware.denials import note_denial

SIGN_IN = "请先登录，或带上有效的接口令牌：请求头 Authorization: Bearer 后接令牌。令牌在“我的帐号”里新建。"
ABOUT = """科技台账的数据接口。每个台账可以列出、查看、登记、修改、核实、看改动；权限与页面相同，看不到的记录与不存在的一样答 404。

金额是以元为单位的文本（如 "1203500.00"），不经浮点数；日期是 ISO 文本；区划用官方代码；单位等关联项用记录号。修改要带看到的版本号，
已被别人改过时答 409 和现在的记录，什么也不丢。每次不能办都答 {"sentence": 一句话}。"""


class Ledger(NinjaAPI):
    """The interface; its description is made once, for it takes a second and changes with the product only."""

    @cache  # noqa: B019 there is one
    def described(self, path_prefix: str) -> OpenAPISchema:
        return super().get_openapi_schema(path_prefix=path_prefix)

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        return self.described(self.get_root_path(path_params or {}) if path_prefix is None else path_prefix)


api = Ledger(
    title="科技台账接口",
    version="1",
    description=ABOUT,
    urls_namespace="api",
    auth=[Token(), Session()],
    docs=Swagger({"docExpansion": "none", "persistAuthorization": False}),
    docs_decorator=acts(Act.PUBLIC),  # the description holds no data
)
router = Router()
for each in registers().values():
    add_register(router, each)
api.add_router("", router)


def say(request: HttpRequest, status: int, sentence: str, **more: Any) -> HttpResponse:
    return api.create_response(request, {"sentence": sentence, **more}, status=status)


@api.exception_handler(Conflict)
def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    """Somebody else was first: what stands now, so that nothing is lost."""
    register = register_of(type(error.record))
    seen = request.user.is_authenticated and covers(request.user, Act.VIEW, error.record)
    current = record_out(register, found_again(register, error.record)) if seen else None
    return say(request, 409, error.sentence, current=current)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return say(request, 409, error.sentence)


@api.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    note_denial(request, str(error))
    return say(request, 403, str(error) or "您的角色不能做这件事。")


@api.exception_handler(Http404)
def nowhere(request: HttpRequest, error: Http404) -> HttpResponse:
    return say(request, 404, NOWHERE)


@api.exception_handler(Unfit)
def unfit(request: HttpRequest, error: Unfit) -> HttpResponse:
    problems = [{"field": name, "sentence": sentence} for name, sentence in error.problems.items()]
    return say(request, 422, problems[0]["sentence"], problems=problems)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Values of the wrong form; each field is named by its title."""
    problems = problems_of(request, error.errors)
    return say(request, 422, problems[0]["sentence"], problems=problems)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = say(request, 401, SIGN_IN)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(HttpError)
def other(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the library refuses before our own code: a body that is no JSON, a missing CSRF token."""
    if error.status_code == 403:
        return say(request, 403, "这次请求没有带上页面的安全标记（X-CSRFToken）。程序请改用接口令牌。")
    if error.status_code == 400:
        return say(request, 422, "请求的内容不是 JSON，无法读取。", problems=[])
    return say(request, error.status_code, str(error))
