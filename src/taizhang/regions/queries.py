"""Reading the tree of regions."""

from taizhang.regions.models import Region


def subtree_ids(region: Region) -> list[int]:
    """The ids of a region and of everything below it."""
    return list(Region.objects.filter(path__startswith=region.path).values_list("id", flat=True))


def find_region(text: str, within: Region) -> Region | None:
    """The region that a person means by a name or code, within a bureau's own tree.

    A name is tried as written, then without 省 市 县 区 街道 镇 乡 and with them. None when it is
    not there or not unique.
    """
    text = text.strip().removesuffix("办事处").removesuffix("人民政府")
    inside = Region.objects.filter(path__startswith=within.path)
    if text.isdigit():
        return inside.filter(code=text).first()
    for condition in ({"name": text}, {"name__startswith": text}, {"name__contains": text}):
        found = list(inside.filter(**condition)[:2])
        if len(found) == 1 and text:
            return found[0]
    return None
