"""Naming the other in what is one's own 指名: a link by full name, a workbook with its code, and then everything one may read."""

import json
import secrets
import time

from bench.stranger.browser import Browser
from bench.stranger.planting import program, workbook
from bench.stranger.setting import Side

HERE = "/registers/cooperations/"
READ = (
    HERE, HERE + "?group=partner", HERE + "?columns=partner,partner.credit_code,partner.phone", HERE + "sums/",
    HERE + "condition/partner/?", HERE + "export.xlsx?all=1", HERE + "export.csv?all=1&columns=partner.credit_code",
    "/api/v1/cooperations?size=200", "/my/data/", "/my/data.xlsx", "/registers/organizations/", "/search/?q={name}", "/",
    "/registers/organizations/export.csv?all=1", "/registers/organizations/pick/?q={name}",
)  # fmt: skip


def linked(me: Browser, mine: Side, other: Side) -> list[tuple[str, str]]:
    """Write the other firm's full name into a link; (path, what can be read there)."""
    fields = me.form("/registers/cooperations/new/")
    fields |= {
        "subject": f"甲{secrets.token_hex(3)}",
        "organization": mine.firm.name,
        "partner": other.firm.name,
        "region": str(mine.region_id),
    }
    told = me.ask("POST", "/registers/cooperations/new/", fields)
    paths = (
        [told.location, told.location + "?tab=history", told.location + "edit/"] if told.status == 302 else []
    )
    paths += [path.format(name=other.firm.name) for path in READ]
    return [("after naming it: " + path, me.ask("GET", path).text) for path in paths]


def imported(me: Browser, mine: Side, other: Side) -> list[tuple[str, str]]:
    """Bring the other firm's code beside names that are not its own; what the preview and the files say."""
    names = ("随便", other.firm.name[:4], "", other.firm.name[:-1] + "司司")
    rows = [
        (f"需求{at}", name, other.firm.credit_code, "x", str(mine.firm.region))
        for at, name in enumerate(names)
    ]
    fields = me.form("/imports/", "/imports/files/")
    where = {**fields, "region": str(mine.region_id)}
    told = me.send("/imports/files/", where, "甲.xlsx", workbook(rows))
    for _ in range(60):
        if "数据行" in me.ask("GET", told.location).text:
            break
        time.sleep(0.5)
    paths = [told.location + tail for tail in ("", "annotated/", "problems/", "source/?sheet=1&cell=B2")]
    return [("an import with its code: " + path, me.ask("GET", path).text) for path in paths]


def sent_again(me: Browser, once: str, mine: Side) -> list[tuple[str, str]]:
    """Send a form and a call with the other's own mark of having been sent."""
    fields = {
        **me.form("/registers/needs/new/"),
        "name": "同一把钥匙",
        "once": once,
        "region": str(mine.region_id),
    }
    said = [("the other's once: form", me.ask("POST", "/registers/needs/new/", fields).text)]
    body = json.dumps(
        {"values": {"name": "同一把钥匙二", "organization": mine.firm.pk, "region": mine.region_code}}
    ).encode()
    headers = {
        "Authorization": f"Bearer {program(me, '试')}",
        "Content_Type": "application/json",
        "Idempotency_Key": once,
    }
    return [*said, ("the other's once: call", me.ask("POST", "/api/v1/needs", raw=body, **headers).text)]
