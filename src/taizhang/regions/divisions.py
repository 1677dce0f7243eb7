"""Loading the official division codes 行政区划代码 that the front-end build brings."""

import csv
from collections.abc import Iterator
from pathlib import Path

from taizhang.regions.models import Level, Region

FOLDER = Path(__file__).parent / "vendor"
FILES = (("province.csv", Level.PROVINCE), ("city.csv", Level.CITY), ("area.csv", Level.DISTRICT))


def official_rows(name: str) -> Iterator[tuple[str, str]]:
    """(code, name) of one file of the division package; a street's code has nine digits."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["code"] + row.get("town", "")[:3], row["name"]


def load_divisions() -> int:
    """Bring provinces, cities and districts into the tree. Returns how many were new; may run again."""
    known = {r.code: r for r in Region.objects.all()}
    before = len(known)
    for name, level in FILES:
        fresh = [
            make_region(code, title, level, known) for code, title in official_rows(name) if code not in known
        ]
        Region.objects.bulk_create(fresh)
        known = {r.code: r for r in Region.objects.all()}
    return len(known) - before


def load_streets(district: Region) -> int:
    """Bring the streets and towns 镇街 of a district (or of every district of a city) into the tree."""
    districts = {
        r.code: r for r in Region.objects.filter(path__startswith=district.path, level=Level.DISTRICT)
    }
    known = {r.code: r for r in Region.objects.filter(path__startswith=district.path)}
    fresh = []
    for code, title in official_rows("town.csv"):
        parent = districts.get(code[:6])
        if parent and code not in known:
            street = Region(
                code=code, name=title, level=Level.STREET, parent=parent, path=f"{parent.path}{code}/"
            )
            fresh.append(street)
    Region.objects.bulk_create(fresh)
    return len(fresh)


def make_region(code: str, title: str, level: Level, known: dict[str, Region]) -> Region:
    """A region below the one its code points to; the four municipalities have no city level."""
    above = [code[:4] + "00", code[:2] + "0000"] if level == Level.DISTRICT else [code[:2] + "0000"]
    parent = (
        next((known[c] for c in above if c in known and c != code), None) if level != Level.PROVINCE else None
    )
    return Region(
        code=code, name=title, level=level, parent=parent, path=(parent.path if parent else "") + f"{code}/"
    )
