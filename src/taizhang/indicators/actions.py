"""Writing indicators and targets: every change is a new version with its journal row."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from taizhang.accounts.models import Bureau
from taizhang.core.decisions import Refused
from taizhang.core.figures import formula
from taizhang.core.periods import Period
from taizhang.core.standing import Moved, must_stand
from taizhang.indicators import describing, queries
from taizhang.indicators.checking import check, check_refs, users_of
from taizhang.indicators.indicator import Indicator, as_data, from_data
from taizhang.indicators.models import IndicatorVersion, Target
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.regions.models import Region

PLACE = "indicators"  # what stands in the journal's place for a register


def define_indicator(*, bureau: Bureau, data: Mapping[str, Any], author: Author) -> IndicatorVersion:
    """Add an indicator of the bureau's own 新设指标, version 1.

    `data` is what an entry of the catalogue holds. Refused when the code is taken or something in it does not hold.
    """
    indicator = from_data(data, own=True)
    with transaction.atomic():
        known = queries.indicators(bureau, ended=True)
        if indicator.code in known:
            raise Refused(f"代码“{indicator.code}”已用于“{known[indicator.code].name}”。请换一个代码。")
        check(indicator, living(known))
        return _keep(bureau, worded(indicator, known), 1, None, author)


def change_indicator(
    *, bureau: Bureau, code: str, data: Mapping[str, Any], seen: int, author: Author
) -> IndicatorVersion:
    """Change an indicator 改口径: a new version, the older ones stay. `seen`: the version that the person looked at.

    Raises Moved when somebody changed it meanwhile. Refused when nothing differs, or when something in it does not hold.
    """
    indicator = from_data({**data, "code": code}, own=True)
    with transaction.atomic():
        known = queries.indicators(bureau, ended=True)
        now = _held(known, code)
        if now.version != seen:
            raise Moved
        check(indicator, living(known))
        indicator = worded(indicator, known)
        if as_data(indicator) == as_data(now) and not now.ended:
            raise Refused("没有改动，没有产生新版本。")
        return _keep(bureau, indicator, now.version + 1, now, author)


def end_indicator(*, bureau: Bureau, code: str, author: Author) -> IndicatorVersion:
    """Use an indicator no more 停用: it leaves the lists, its versions stay. Refused while formulas read it."""
    with transaction.atomic():
        known = queries.indicators(bureau, ended=True)
        now = _held(known, code)
        if now.ended:
            raise Refused(f"“{now.name}”已经停用了。")
        users = users_of(code, living(known))
        if users:
            names = "、".join(i.name for i in users[:5])
            raise Refused(f"“{now.name}”还被这些指标的算式用到：{names}。请先改掉它们的算式。")
        return _keep(bureau, now, now.version + 1, now, author, ended=True)


def set_target(
    *, bureau: Bureau, expression: str, period: Period, value: Decimal | None, author: Author, unit: str = "",
    region: Region | None = None, sentence: str = "", report_id: int | None = None, version: str | None = None,
) -> Target | None:  # fmt: skip
    """Set what an indicator is to reach in a period 登记目标, in `unit` (the indicator's own when empty); None takes it away.

    Raises Moved when its targets are no longer as the person saw them at `version`.
    """
    expression = str(formula.parse(expression))
    node = formula.parse(expression)
    known = queries.indicators(bureau)
    if not isinstance(node, formula.Ref) or node.shift or node.code not in known:
        raise Refused(f"“{expression}”不是指标，不能登记目标。请在指标清单里选一个。")
    check_refs(node, known)
    indicator = known[node.code]
    with transaction.atomic():
        Bureau.objects.select_for_update().get(pk=bureau.pk)
        must_stand(targets_told(bureau, expression), version)
        # Not filter().update(): the one row is locked, and the journal says what it was.
        held = Target.objects.select_for_update().filter(
            bureau=bureau, expression=expression, region=region, period=period.text
        )
        target = held.order_by("-pk").first()
        before = told(target) if target else None
        if value is None:
            held.delete()
            target = None
        else:
            target = target or Target(bureau=bureau, expression=expression, region=region, period=period.text)
            target.value, target.unit, target.sentence = value, unit or indicator.unit, sentence[:300]
            if told(target) == before:
                return target
            target.report_id, target.by = report_id, author.user
            target.save()
        after = told(target) if target else None
        if before != after:
            title = f"{indicator.name} {period.words}"
            write(author, Note(Event.TARGET_SET, PLACE, None, title, before, after))
    return target


def targets_told(bureau: Bureau, expression: str) -> list[dict[str, Any]]:
    """All targets of an expression, as they stand."""
    held = Target.objects.filter(bureau=bureau, expression=expression)
    return [told(target) for target in held.order_by("period", "pk")]


def told(target: Target) -> dict[str, Any]:
    """A target as the journal keeps it."""
    return {
        "expression": target.expression, "period": target.period, "value": f"{target.value.normalize():f}", "unit": target.unit,
        "region": target.region_id, "sentence": target.sentence,
    }  # fmt: skip


def worded(indicator: Indicator, known: Mapping[str, Indicator]) -> Indicator:
    """The indicator with a 口径: who wrote none gets the sentence that its definition or formula makes."""
    return (
        indicator
        if indicator.meaning.strip()
        else replace(indicator, meaning=describing.meaning(indicator, known))
    )


def living(known: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """Those that were not ended."""
    return {code: indicator for code, indicator in known.items() if not indicator.ended}


def _held(known: Mapping[str, Indicator], code: str) -> Indicator:
    if code not in known:
        raise Refused(f"没有代码是“{code}”的指标。请从指标清单里打开它再改。")
    return known[code]


def _keep(
    bureau: Bureau, indicator: Indicator, number: int, before: Indicator | None, author: Author, *, ended: bool = False
) -> IndicatorVersion:  # fmt: skip
    data = as_data(indicator)
    try:
        with transaction.atomic():
            stored = IndicatorVersion.objects.create(
                bureau=bureau, code=indicator.code, number=number, data=data, ended=ended, ground=author.ground[:300], by=author.user,
            )  # fmt: skip
    except IntegrityError:
        if before is not None:
            raise Moved from None
        raise Refused(f"代码“{indicator.code}”刚被用掉。请换一个代码。") from None
    then = as_data(before) | {"version": before.version} if before else None
    write(
        author,
        Note(
            Event.INDICATOR_CHANGED, PLACE, stored.pk, indicator.name, then,
            data | {"version": number} | ({"ended": True} if ended else {}),
        ),
    )  # fmt: skip
    return stored
