"""How a figure and a paragraph keep their identity through an editor.

A figure has a content control with the tag tz:f:ID, which Word and WPS keep, and round it a bookmark, for LibreOffice 7.4
keeps controls and drops their tags. A paragraph has a bookmark at its beginning. A name that begins with _ is hidden
in the list of bookmarks. Bookmarks are one of a kind without regard to case and hold letters, digits and _ only,
at most 40: hence the signs that an id may have.
"""

import re

_TAG = "tz:f:"
_FIGURE, _PARAGRAPH = "_tzf_", "_tzp_"
_LONGEST = 40
_ESCAPED = re.compile(r"_([0-9a-f]{2})")
_AGAIN = "#"  # tz:f:k12#2 is the second place of k12: a tag that comes twice was copied by the person


def checked(id: str) -> str:
    """The id of a figure or paragraph. Raises ValueError for one that does not survive in Word."""
    if not id or not re.fullmatch(r"[!-~]+", id) or _AGAIN in id or len(_escaped(id)) > 32:
        raise ValueError(f"not an id that a bookmark can bear: {id!r}")
    return id


def tag(id: str, place: int) -> str:
    """The tag of the control of a figure in its first, second … place."""
    return _TAG + _placed(id, place)


def figure_bookmark(id: str, place: int) -> str:
    """The bookmark round the same control."""
    return (_FIGURE + _escaped(_placed(id, place)))[:_LONGEST]


def paragraph_bookmark(id: str) -> str:
    """The bookmark at the beginning of a paragraph."""
    return _PARAGRAPH + _escaped(id)


def tagged(tag: str) -> str:
    """The id with its place that a tag names, "" for a tag of somebody else."""
    return tag.removeprefix(_TAG) if tag.startswith(_TAG) else ""


def bookmarked_figure(name: str) -> str:
    """The id with its place that a bookmark names, "" for another bookmark."""
    return _plain(name.removeprefix(_FIGURE)) if name.startswith(_FIGURE) else ""


def bookmarked_paragraph(name: str) -> str:
    """The id of the paragraph that a bookmark names, "" for another bookmark."""
    return _plain(name.removeprefix(_PARAGRAPH)) if name.startswith(_PARAGRAPH) else ""


def without_place(placed: str) -> str:
    """k12 of k12#2."""
    return placed.partition(_AGAIN)[0]


def _placed(id: str, place: int) -> str:
    return id if place == 1 else f"{id}{_AGAIN}{place}"


def _escaped(text: str) -> str:
    return "".join(
        sign if sign in "abcdefghijklmnopqrstuvwxyz0123456789" else f"_{ord(sign):02x}" for sign in text
    )


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
