"""澜江区: a district that does not exist, with its streets, for the sample bureau whose firms are all invented."""

from taizhang.regions.divisions import make_region
from taizhang.regions.models import Level, Region

# No province has code 99. A development zone has no code of its own: its district's, and a letter.
INVENTED = (
    ("990000", "澜州省（示例）", Level.PROVINCE),
    ("990100", "澜州市（示例）", Level.CITY),
    ("990101", "澜江区", Level.DISTRICT),
    ("990101001", "望湖街道", Level.STREET),
    ("990101002", "青石街道", Level.STREET),
    ("990101003", "启明街道", Level.STREET),
    ("990101100", "云岭镇", Level.STREET),
    ("990101P01", "澜江高新区", Level.STREET),
)


def make_district() -> None:
    """Put the invented district into the tree, beside the real ones; may run again."""
    known: dict[str, Region] = {r.code: r for r in Region.objects.filter(path__startswith="990000/")}
    for code, title, level in INVENTED:
        if code in known:
            continue
        made = make_region(code, title, level, known)
        if level == Level.STREET:
            made.parent = known["990101"]
            made.path = f"{made.parent.path}{code}/"
        made.save()
        known[code] = made
