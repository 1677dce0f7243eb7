"""Import the invented bureaus into a fresh home and see that each `ledger` value is what the ledger gives.

.venv/bin/python -m bench.reconcile.check_gold [--keep HOME] [slug ...]
Prints what the importer refused or doubted, and every disagreement; exit code 1 when there is one.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

BUREAUS = Path(__file__).resolve().parent / "bureaus"
TAIZHANG = Path(sys.executable).with_name("taizhang")
IN_YUAN = {"万元": Decimal(10000), "亿元": Decimal(10**8)}
Found = dict[str, Any]


def taizhang(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command, as a person runs it."""
    settings = {**os.environ, "TAIZHANG_HOME": str(home), "TAIZHANG_SAMPLES": "0"}
    settings.pop("DATABASE_URL", None)
    return subprocess.run([str(TAIZHANG), *words], env=settings, capture_output=True, text=True, check=False)


def imported(home: Path, slug: str) -> None:
    """The bureau opened and its workbooks taken in; what was left is printed."""
    bureau = json.loads((BUREAUS / slug / "bureau.json").read_text(encoding="utf-8"))
    opened = taizhang(home, "open_bureau", slug, bureau["name"], bureau["region"], f"admin-{slug}")
    if opened.returncode:
        raise SystemExit(opened.stderr)
    told = taizhang(home, "import", str(BUREAUS / slug / "workbooks"), "--bureau", slug, "--accept", "--json")
    if not told.stdout.strip():
        raise SystemExit(told.stderr)
    reports = json.loads(told.stdout)
    (home / f"{slug}.json").write_text(told.stdout, encoding="utf-8")
    for report in reports:
        for sheet in report["sheets"]:
            rows = {k: v for k, v in sheet.items() if isinstance(v, int) and not isinstance(v, bool) and v}
            loose = [c["header"] for c in sheet["columns"] if not c["field"]]
            print(
                f"  {report['file']} / {sheet['sheet']}: {sheet['register']} {rows} {loose or ''} {sheet['sentence']}"
            )


def choice_of(field: Any, text: str) -> str:
    """A choice's stored value by its label."""
    return next((o.value for o in field.options if text in {o.label, *o.also}), text)


def condition(model: Any, text: str) -> Any:
    """One condition of samples/figures.csv as a database condition."""
    from django.db.models import Q

    from taizhang.registers.fields import Choice, OrganizationLink, RegionLink

    for sign, lookup in (("!=", ""), (">=", "__gte"), ("<=", "__lte"), ("=", ""), ("~", "__icontains")):
        name, found, value = text.partition(sign)
        if not found:
            continue
        field = model._meta.get_field(name)
        path = name + ("__name" if isinstance(field, OrganizationLink | RegionLink) else "")
        chosen = Q()
        for one in value.split("|"):
            if one == "":
                empty = Q(**{f"{name}__isnull": True})
                chosen |= empty | Q(**{name: ""}) if field.get_internal_type() == "CharField" else empty
            else:
                meant = (
                    choice_of(field, one)
                    if isinstance(field, Choice)
                    else {"是": True, "否": False}.get(one, one)
                )
                chosen |= Q(
                    **{path + lookup: date.fromisoformat(one) if "_on" in name and sign != "~" else meant}
                )
        return ~chosen if sign == "!=" else chosen
    raise ValueError(text)


def given(bureau: Any, query: Found, unit: str | None) -> Decimal:
    """What the ledger gives for a query, in the unit."""
    from django.apps import apps
    from django.db.models import Sum

    unit = query.get("unit", unit)
    if "of" in query:
        first, second = (given(bureau, one, unit) for one in query["of"])
        ways = {"share": lambda: first / second * 100, "growth": lambda: (first - second) * 100 / second}
        ways["ratio"] = lambda: first / second
        return {**ways, "minus": lambda: first - second, "plus": lambda: first + second}[query["measure"]]()
    model = next(m for m in apps.get_models() if getattr(m, "register_name", "") == query["register"])
    rows = model.objects.filter(bureau=bureau).exclude(state="ended")
    for text in filter(None, query["filter"].split(";")):
        rows = rows.filter(condition(model, text))
    kind, _, name = query["measure"].partition(":")
    if kind == "count":
        return Decimal(rows.count())
    if kind == "distinct":
        return Decimal(rows.exclude(**{f"{name}__isnull": True}).order_by().values(name).distinct().count())
    if kind == "fact" and rows.count() != 1:
        raise LookupError(f"{rows.count()} rows")
    total = Decimal(str(rows.order_by().aggregate(total=Sum(name))["total"] or 0))
    if name.endswith("_yuan"):
        return total / IN_YUAN.get(unit or "", Decimal(1))
    return total * 100 if model._meta.get_field(name).__class__.__name__ == "Percent" else total


def borne_out(item: Found, value: Decimal) -> bool:
    """Whether the value may be printed so: rounded, as a round number with 余, or after 近 or 超过."""
    printed = Decimal(str(item["value"]))
    half = Decimal(1).scaleb(min(int(printed.as_tuple().exponent), 0)) / 2
    if item.get("about") == "近":
        return printed * Decimal("0.9") <= value < printed
    above = "余" in item["text"] or "多" in item["text"] or item.get("about") == "超"
    return abs(value - printed) <= half or (above and printed <= value < printed * 2)


def wrong(slug: str) -> list[str]:
    """Gold items that the ledger does not bear out."""
    from taizhang.accounts.models import Bureau

    bureau = Bureau.objects.get(slug=slug)
    text = (BUREAUS / slug / "report.txt").read_text(encoding="utf-8")
    said = []
    for item in json.loads((BUREAUS / slug / "gold.json").read_text(encoding="utf-8")):
        if text[item["start"] : item["end"]] != item["text"]:
            said.append(f"{slug} {item['id']}: the span reads {text[item['start'] : item['end']]}")
        if "query" not in item:
            continue
        try:
            value = given(bureau, item["query"], item["unit"])
        except LookupError as error:
            said.append(f"{slug} {item['id']}: {error} {item['query']}")
            continue
        if abs(float(value) - item["ledger"]) > 1e-5:
            said.append(
                f"{slug} {item['id']} {item['text']}: ledger {value}, gold {item['ledger']} {item['query']}"
            )
        if item["verdict"] == "ambiguous":
            continue
        agrees = borne_out(item, value)
        if agrees != (item["verdict"] == "agrees"):
            said.append(
                f"{slug} {item['id']} {item['text']}: {item['verdict']}, but the ledger gives {value}"
            )
    return said


def main(words: list[str]) -> int:
    """1 when a value does not come out."""
    keep = Path(words.pop(words.index("--keep") + 1)) if "--keep" in words else None
    slugs = [w for w in words if w != "--keep"] or sorted(p.name for p in BUREAUS.iterdir() if p.is_dir())
    with tempfile.TemporaryDirectory() as made:
        home = keep or Path(made)
        taizhang(home, "setup", "--no-samples")
        for slug in slugs:
            print(slug)
            imported(home, slug)
        os.environ["TAIZHANG_HOME"] = str(home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.settings")
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        said = [line for slug in slugs for line in wrong(slug)]
    print("\n".join(said) or "every ledger value of the gold comes out of the imported ledgers")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
