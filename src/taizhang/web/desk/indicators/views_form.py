"""Defining and changing an indicator, with a live preview of what it would give 改口径."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.models import Bureau, User
from taizhang.core.decisions import Refused
from taizhang.core.standing import Moved
from taizhang.indicators import actions, describing, queries
from taizhang.indicators.checking import check, users_of
from taizhang.indicators.figures import Figures
from taizhang.indicators.indicator import Indicator
from taizhang.registers.around import Draft
from taizhang.registers.declaration import registers
from taizhang.registers.drafts import forget_draft, keep_draft, kept_draft
from taizhang.reports.queries import reports_with
from taizhang.web.author import author_of, bureau_of
from taizhang.web.both_sides import Field, Held, both_sides
from taizhang.web.desk.indicators import following, reading
from taizhang.web.desk.indicators.addresses import Wanted
from taizhang.web.desk.indicators.asking import Desk
from taizhang.web.desk.indicators.proof import Proof
from taizhang.web.desk.indicators.reading import Typed
from taizhang.web.desk.indicators.views_list import period_of
from taizhang.web.desk.indicators.views_one import indicator_of

NEW = "new"  # what stands for the code in the place of a draft of a new one
UNNAMED = "unnamed"  # the code of a preview that has none yet


@acts(Act.DEFINE)
def new(request: HttpRequest) -> HttpResponse:
    """Define an indicator of the bureau's own."""
    bureau = bureau_of(request)
    if request.method == "POST":
        typed = Typed.of_post(request.POST)
        try:
            author = author_of(request, typed.values["ground"])
            stored = actions.define_indicator(bureau=bureau, data=data_of(typed), author=author)
        except Refused as refused:
            return show(request, bureau, typed, None, wrong=refused.sentence)
        forget(request, NEW)
        messages.success(request, f"已新设“{stored.data['name']}”。")
        return redirect("indicator", stored.code)
    kept = kept_draft(person(request), place_of(NEW))
    first = {n: request.GET.get(n, "") for n in ("register", "formula", "name") if request.GET.get(n)}
    typed = Typed.of_draft(
        kept.values if kept else {"way": "formula" if "formula" in first else "count", **first}
    )
    return show(request, bureau, typed, None, draft=kept)


@acts(Act.DEFINE)
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change an indicator: a new version."""
    bureau = bureau_of(request)
    found = indicator_of(bureau, code)
    if request.method == "POST":
        typed = Typed.of_post(request.POST)
        typed.values["code"] = code
        version = typed.values["version"]
        try:
            if following.stale(typed.indicator(), found) and not typed.values["same"]:
                raise Refused(following.STALE.format(found.meaning))
            stored = actions.change_indicator(
                bureau=bureau, code=code, data=data_of(typed), seen=int(version) if version.isdecimal() else -1,
                author=author_of(request, typed.values["ground"]),
            )  # fmt: skip
        except Moved:
            return both_sides(request, held_of(indicator_of(bureau, code)), said_by(typed))
        except Refused as refused:
            return show(request, bureau, typed, found, wrong=refused.sentence)
        forget(request, code)
        messages.success(
            request, f"“{stored.data['name']}”已改为第 {stored.number} 版。{touched(bureau, found)}"
        )
        return redirect("indicator", code)
    kept = kept_draft(person(request), place_of(code))
    typed = Typed.of_draft(kept.values) if kept else as_typed(found, queries.indicators(bureau))
    typed.values["code"] = code
    return show(request, bureau, typed, found, draft=kept)


TITLES = {
    "name": "名称", "also": "别名", "way": "怎么算", "register": "台账", "measure": "算法", "measure_field": "字段", "on": "日期",
    "until": "止期", "basis": "期内或期末", "formula": "算式", "unit": "单位", "decimals": "小数位", "direction": "好坏", "meaning": "口径",
    "source": "出处", "phrase": "报告里的说法", "area": "类别", "valid_from": "起用", "valid_until": "止用", "by": "分组",
}  # fmt: skip


def said_by(typed: Typed) -> dict[str, str]:
    """What a form says, conditions line by line, for the page of both sides."""
    said = {n: v for n, v in typed.values.items() if n in TITLES or n in ("ground", "same")}
    for number in range(reading.CONDITIONS):
        name, text = typed.conditions[number] if number < len(typed.conditions) else ("", "")
        said |= {f"c{number}": name, f"t{number}": text}
    return said


def held_of(found: Indicator) -> Held:
    """An indicator as its form shows it."""
    said = said_by(Typed.of_indicator(found))
    titles = dict(TITLES)
    for number in range(reading.CONDITIONS):
        titles |= {f"c{number}": f"条件 {number + 1} 的字段", f"t{number}": f"条件 {number + 1}"}
    fields = tuple(Field(name, title, said[name]) for name, title in titles.items())
    return Held(found.name, reverse("indicator", args=[found.code]), str(found.version), fields)


def as_typed(found: Indicator, known: dict[str, Indicator]) -> Typed:
    """An indicator in its form; a 口径 that was made from the definition is left empty, to be made from the new one."""
    typed = Typed.of_indicator(found)
    if found.meaning == describing.meaning(found, known):
        typed.values["meaning"] = ""
    return typed


def touched(bureau: Bureau, found: Indicator) -> str:
    """Which reports show the new version from now on, in a sentence."""
    uses = [u for u in reports_with(bureau, found, queries.indicators(bureau)) if not u.report.signed]
    if not uses:
        return "没有未签发的报告用到它。"
    named = "、".join(f"《{u.report.title}》{u.count} 个数" for u in uses[:3])
    more = f"等 {len(uses)} 份报告" if len(uses) > 3 else ""
    return f"从现在起按新口径显示的有：{named}{more}。"


@acts(Act.DEFINE)
@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Use an indicator no more."""
    bureau = bureau_of(request)
    found = indicator_of(bureau, code)
    try:
        author = author_of(request, request.POST.get("ground", ""))
        actions.end_indicator(bureau=bureau, code=code, author=author)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("indicator_edit", code)
    messages.success(request, f"“{found.name}”已停用，旧版本和已签发的报告不受影响。")
    return redirect("indicators")


@acts(Act.DEFINE)
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the form as typed would give, or what is wrong with it; `part=fields` draws the fields of another register."""
    bureau = bureau_of(request)
    typed = Typed.of_post(request.POST)
    found = (
        queries.indicators(bureau, ended=True).get(typed.values["code"]) if typed.values["version"] else None
    )
    if request.GET.get("part") == "fields":
        followed = following.follow(typed, queries.indicators(bureau).values())
        context = context_of(typed, found) | {"followed": followed, "beside": True}
        parts = (
            render_to_string(f"desk/indicators/form.html#{part}", context, request)
            for part in ("fields", "printed")
        )
        return HttpResponse("".join(parts))
    return render(request, "desk/indicators/preview.html", seen_ahead(request, bureau, typed, found))


@acts(Act.DEFINE)
@require_http_methods(["PUT", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what is typed so far; or throw it away."""
    if request.method == "POST":
        forget(request, code)
        messages.success(request, "草稿已丢弃。")
        return redirect("indicator_new") if code == NEW else redirect("indicator_edit", code)
    typed = Typed.of_post(QueryDict(request.body, encoding="utf-8"))
    keep_draft(by=person(request), place=place_of(code), values=typed.as_draft())
    return render(request, "parts/saved.html", {"at": timezone.localtime()})


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def place_of(code: str) -> str:
    """Where what is typed is kept among a person's drafts."""
    return f"indicator:{code}"[:80]


def forget(request: HttpRequest, code: str) -> None:
    forget_draft(by=person(request), place=place_of(code))


def data_of(typed: Typed) -> dict[str, Any]:
    """The entry that is kept. Raises Refused."""
    typed.indicator()
    return typed.data()


def show(
    request: HttpRequest, bureau: Bureau, typed: Typed, found: Indicator | None, *, wrong: str = "", draft: Draft | None = None
) -> HttpResponse:  # fmt: skip
    context = context_of(typed, found) | {
        "wrong": wrong,
        "draft": draft,
        "place": found.code if found else NEW,
    }
    context |= seen_ahead(request, bureau, typed, found)
    return render(request, "desk/indicators/form.html", context, status=422 if wrong else 200)


def context_of(typed: Typed, found: Indicator | None) -> dict[str, Any]:
    """What the form offers for what is typed."""
    register = registers().get(typed.values["register"])
    groups: dict[str, list[Any]] = {}
    for one in registers().values():
        groups.setdefault(one.group, []).append(one)
    return {
        "v": typed.values, "indicator": found, "register": register, "groups": list(groups.items()), "measures": reading.MEASURES,
        "conditions": reading.shown_conditions(register, typed), "field_choices": reading.field_choices(register),
        "measure_choices": reading.measure_choices(register, typed.values["measure"] or "count"),
        "date_choices": reading.date_choices(register), "bases": reading.BASES, "directions": reading.DIRECTIONS,
        "units": following.unit_choices(typed),
        "version": typed.values["version"] or (found.version if found else ""), "rail": True,
        "seen": typed.values["seen"] or (held_of(found).seen if found else ""),
    }  # fmt: skip


def seen_ahead(request: HttpRequest, bureau: Bureau, typed: Typed, found: Indicator | None) -> dict[str, Any]:
    """The preview: value, first rows, the sentence; or the sentence saying what is wrong; and what a change touches."""
    period, _ = period_of(request, queries.newest_period(bureau))
    context: dict[str, Any] = {"period": period}
    known = queries.indicators(bureau)
    if found is not None:
        context |= {
            "reports": reports_with(bureau, found, known),
            "users": users_of(found.code, known),
            "seen_version": found.version,
        }
    blank = not (typed.values["register"] or typed.values["formula"])
    if blank:
        return context | {"blank": True}
    try:
        made = ahead(typed)
        check(made, known)
    except Refused as refused:
        return context | {"problem": refused.sentence}
    wanted = Wanted(made.code, period=period)
    desk = Desk(bureau, wanted)
    seen = replace(made, valid_from=None, valid_until=None)  # also for a period in which it is not used yet
    desk.figures = Figures(bureau, catalogue={**known, made.code: seen})
    proof = Proof(person(request), desk)
    fig = proof.figure
    said = made.phrase.replace("{}", fig.text) if made.phrase else f"{made.name}{fig.text}{made.unit}"
    sentence = f"{period.within_year}，{said}。" if fig.value is not None else "没有数，这句话不写。"
    before = (
        Figures(bureau, catalogue=known).figure(found.code, period) if found and not found.ended else None
    )
    return context | {
        "proof": proof,
        "fig": fig,
        "sentence": sentence,
        "says": describing.meaning(made, known),
        "written": made.meaning,
        "stale": found is not None and following.stale(made, found),
        "same": typed.values["same"],
        "before": before,
    }


def ahead(typed: Typed) -> Indicator:
    """The indicator that is typed; while code or name are still missing, others stand in for them."""
    filled = {
        **typed.values,
        "code": typed.values["code"] or UNNAMED,
        "name": typed.values["name"] or "这个指标",
    }
    return replace(typed, values=filled).indicator()


@acts(Act.DEFINE)
@require_GET
def codes(request: HttpRequest) -> HttpResponse:
    """Indicators that a typed part may mean, for writing a formula."""
    from taizhang.indicators.searching import matching

    text = request.GET.get("find", "").replace("\x00", "").strip()[:40]
    known = queries.indicators(bureau_of(request))
    found = matching(text, known)[:8] if text else []
    return render(request, "desk/indicators/codes.html", {"found": found, "text": text})
