"""The rules of signing in, for the security administrator 登录与安全设置."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.accounts.bureau_rules import change_rules, rules_of, standard, told
from taizhang.accounts.models import Bureau, Role
from taizhang.accounts.rules import ROLES, RULES, Rule, read
from taizhang.core.decisions import Refused
from taizhang.core.standing import Moved, version_of
from taizhang.web.author import author_of, bureau_of
from taizhang.web.both_sides import Field, Held, both_sides, last_entry, version_in


@dataclass
class Line:
    """One rule on the page: what stands in its box, what is standard, what is wrong with what was typed."""

    rule: Rule
    value: str
    chosen: list[str]
    standard: str
    error: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)


@acts(Act.SECURITY)
def security(request: HttpRequest) -> HttpResponse:
    """Every rule with its bounds, its clause and what it is for; saved together or not at all."""
    bureau = bureau_of(request)
    errors: dict[str, str] = {}
    if request.method == "POST":
        values, errors = typed(request.POST)
        if not errors:
            try:
                changed = change_rules(
                    bureau=bureau, values=values, author=author_of(request), version=version_in(request)
                )
            except Moved:
                return both_sides(request, held_of(bureau_of(request)))
            except Refused as no:
                errors["admin_addresses"] = no.sentence
            else:
                names = "、".join(rule.label for rule in changed)
                messages.success(request, f"已修改：{names}。从现在起生效。" if changed else "没有改动。")
                return redirect("admin:security")
    groups: dict[str, list[Line]] = {}
    for line in lines(bureau, request.POST if errors else None, errors):
        groups.setdefault(line.rule.group, []).append(line)
    context = {"groups": groups, "errors": errors, "here": address_of(request), "bureau": bureau,
            "held": held_of(bureau)}  # fmt: skip
    return render(request, "admin/security.html", context, status=422 if errors else 200)


def held_of(bureau: Bureau) -> Held:
    """The rules as the page shows them."""
    rules = rules_of(Bureau.objects.get(pk=bureau.pk))
    fields = tuple(
        Field(r.name, r.label, shown(r, rules[r.name]).replace("\n", ",") if r.kind == "roles" else shown(r, rules[r.name]),
              dict(Role.choices) if r.kind == "roles" else {})
        for r in RULES if r.here
    )  # fmt: skip
    last = last_entry("sign_in", None, bureau=bureau)
    return Held("登录与安全", reverse("admin:security"), version_of(told(rules)), fields, last)


def typed(posted: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of the rules that were sent, and the sentences of those that are out of bounds."""
    values, errors = {}, {}
    for rule in RULES:
        if not rule.here or (rule.name not in posted and rule.kind != "roles"):
            continue
        text = ",".join(map(str, posted.getlist(rule.name)))
        try:
            values[rule.name] = read(rule, text)
        except ValueError as error:
            errors[rule.name] = str(error)
    return values, errors


def lines(bureau: Bureau, posted: QueryDict | None, errors: dict[str, str]) -> list[Line]:
    rules = rules_of(bureau)
    made = []
    for rule in RULES:
        value = rules[rule.name]
        line = Line(
            rule, shown(rule, value), [], in_words(rule, standard(rule, None)), errors.get(rule.name, "")
        )
        if rule.kind == "roles":
            line.choices = [(name, Role(name).label) for name in ROLES]
            line.chosen = posted.getlist(rule.name) if posted is not None else list(value)
        elif posted is not None and rule.name in posted:
            line.value = str(posted[rule.name])
        made.append(line)
    return made


def shown(rule: Rule, value: Any) -> str:
    return "\n".join(value) if rule.kind != "number" else str(value)


def in_words(rule: Rule, value: Any) -> str:
    """A standard value as one reads it."""
    if rule.kind == "roles":
        return "、".join(Role(name).label for name in value) or "都不要求"
    if rule.kind == "addresses":
        return "、".join(value) or "不限"
    return "不启用" if value == rule.off else f"{value} {rule.unit}"
