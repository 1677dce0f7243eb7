"""The columns of a sheet with content, and the runs of them that empty columns part."""

from .sheet import Sheet


def occupied_columns(sheet: Sheet) -> set[int]:
    """The columns with content; stops reading when all have been seen."""
    missing = set(range(sheet.width))
    for _, cells in sheet.rows():
        at = [i for i in missing if i < len(cells) and cells[i] != "" and str(cells[i]).strip()]
        missing.difference_update(at)
        if not missing:
            break
    return set(range(sheet.width)) - missing


def bands_of(occupied: set[int]) -> list[tuple[int, int]]:
    bands: list[tuple[int, int]] = []
    for column in sorted(occupied):
        if bands and column == bands[-1][1] + 1:
            bands[-1] = (bands[-1][0], column)
        else:
            bands.append((column, column))
    return bands
