"""Where no page answers 错误页: a page, {"sentence": …} to programs, the bare sentence to a page that stays."""

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
    JsonResponse,
)
from django.template import loader
from django.views import defaults

from taizhang.access.marks import is_part
from taizhang.core import references

NOWHERE = "没有这个接口地址。各台账的地址见 /api/v1/docs。"
UNFIT = "请求的内容不合规定，没有处理：字段或内容超过上限，或用了没有登记的网址。"
ABSENT = "这一项已经不在，或不在您的范围内。请刷新页面再看。"
DENIED = "这一页不在您的权限内。需要时请联系本局系统管理员。"
FAULT = "系统出错了，这一步没有保存任何东西。请稍后再试；还是不行，请把错误编号告诉本局系统管理员。"


def said(sentence: str, status: int) -> HttpResponse:
    """The answer to a program."""
    told = {"sentence": sentence, "reference": references.present()}
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def for_program(request: HttpRequest) -> bool:
    return getattr(request, "path_info", "").startswith("/api/")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that nothing answers."""
    if for_program(request):
        return said(NOWHERE, 404)
    return plain(ABSENT, 404) if is_part(request) else defaults.page_not_found(request, exception)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the person's role may not, with the sentence of `can`."""
    if for_program(request):
        return said(str(exception) or DENIED, 403)
    if is_part(request):
        return plain(str(exception) or DENIED, 403)
    return defaults.permission_denied(request, exception)


def plain(sentence: str, status: int) -> HttpResponse:
    """The answer to a page that stays (a fragment, a save in the background): it shows the sentence to the person."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours, with the number under which the log tells of it. Works while the database is gone."""
    if for_program(request):
        return said(FAULT, 500)
    return HttpResponseServerError(loader.render_to_string("500.html", {"reference": references.present()}))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of a request that no page of ours sends: a wrong host name, a form beyond all bounds."""
    if for_program(request):
        return said(UNFIT, 400)
    return HttpResponseBadRequest(loader.render_to_string("400.html", {"reference": references.present()}))
