"""What holds for a paragraph and its runs 有效格式: direct formatting over styles, over what styles are based on, over defaults.

Own resolution: python-docx gives only what is set on the object itself. Theme fonts are followed; table styles are not,
for tables are not measured.
"""

from dataclasses import dataclass
from typing import Any

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    VAL,
    W,
    switched_on,
)

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEEPEST = 20  # styles based on each other
_ON_OFF = {"b": "bold", "vanish": "vanish"}
Properties = dict[str, Any]


def number(text: str | None) -> float | None:
    """A measure as written: "560", "-12", "10.5"; None for anything else."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e7 else None


@dataclass(frozen=True, slots=True)
class Face:
    """The type a Chinese character is set in: font, size in points."""

    font: str
    size: float


class Cascade:
    """The styles, defaults and theme of one document."""

    def __init__(
        self, styles: Element | None, theme: Element | None, numbering: Element | None = None
    ) -> None:
        self._raw: dict[str, Element] = {}
        self._known: dict[str, tuple[Properties, Properties]] = {}
        self._theme = _theme_fonts(theme)
        self._paragraph_defaults: Properties = {}
        self._run_defaults: Properties = {"size": 10.0}  # what the format lays down where nothing is said
        self._default = ""
        self._indents = _numbering_indents(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_styles(self, root: Element) -> None:
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            paragraph = defaults.find(f"{W}pPrDefault/{PARAGRAPH_PROPERTIES}")
            run = defaults.find(f"{W}rPrDefault/{RUN_PROPERTIES}")
            self._paragraph_defaults |= _paragraph(paragraph)
            self._run_defaults |= self._run(run)
        for style in root.iterchildren(W + "style"):
            name = style.get(W + "styleId", "")
            self._raw[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name

    def _style(self, name: str, depth: int = 0) -> tuple[Properties, Properties]:
        """What a style says of paragraphs and of runs, with all it is based on."""
        if name in self._known:
            return self._known[name]
        style = self._raw.get(name)
        if style is None or depth > _DEEPEST:
            return {}, {}
        based = style.find(W + "basedOn")
        under = self._style(based.get(VAL, ""), depth + 1) if based is not None else ({}, {})
        paragraph = _merged(under[0], _paragraph(style.find(PARAGRAPH_PROPERTIES)))
        run = under[1] | self._run(style.find(RUN_PROPERTIES))
        self._known[name] = paragraph, run
        return paragraph, run

    @property
    def type_size(self) -> float:
        """Points of the default paragraph style."""
        return float((self._run_defaults | self._style(self._default)[1])["size"])

    def paragraph(self, element: Element) -> tuple[Properties, Properties]:
        """What holds for a w:p, and for a run in it that says nothing itself."""
        own = element.find(PARAGRAPH_PROPERTIES)
        named = own.find(W + "pStyle") if own is not None else None
        name = named.get(VAL, "") if named is not None else self._default
        style = self._style(name if name in self._raw else self._default)
        direct = _paragraph(own)
        listed = self._indents.get(direct.get("list") or style[0].get("list") or ("", ""), {})
        paragraph = _merged(_merged(_merged(self._paragraph_defaults, style[0]), listed), direct)
        return paragraph, self._run_defaults | style[1]

    def run(self, element: Element, under: Properties) -> Properties:
        """What holds for a w:r in a paragraph."""
        own = element.find(RUN_PROPERTIES)
        if own is None:
            return under
        named = own.find(W + "rStyle")
        style = self._style(named.get(VAL, ""))[1] if named is not None else {}
        return under | style | self._run(own)

    def _run(self, element: Element | None) -> Properties:
        found: Properties = {}
        if element is None:
            return found
        fonts, size = element.find(W + "rFonts"), element.find(W + "sz")
        if fonts is not None:
            themed = fonts.get(W + "eastAsiaTheme")
            named = self._theme.get(themed, "") if themed else fonts.get(W + "eastAsia")
            if named:
                found["font"] = named
            latin = fonts.get(W + "ascii") or self._theme.get(fonts.get(W + "asciiTheme", ""), "")
            if latin:
                found["latin"] = latin
        if size is not None and (points := number(size.get(VAL))) is not None:
            found["size"] = points / 2
        for tag, name in _ON_OFF.items():
            if (switch := element.find(W + tag)) is not None:
                found[name] = switched_on(switch)
        return found


def _paragraph(element: Element | None) -> Properties:
    found: Properties = {}
    if element is None:
        return found
    indent, spacing, align = element.find(W + "ind"), element.find(W + "spacing"), element.find(W + "jc")
    for tag, source, names in (
        (
            "ind",
            indent,
            ("left", "start", "leftChars", "firstLine", "firstLineChars", "hanging", "hangingChars"),
        ),
        ("spacing", spacing, ("line", "before", "after")),
    ):
        for name in names:
            if source is not None and (value := number(source.get(W + name))) is not None:
                found[f"{tag}.{name}"] = value
    if spacing is not None and (rule := spacing.get(W + "lineRule")):
        found["rule"] = rule
    if align is not None:
        found["align"] = align.get(VAL, "left")
    if (grid := element.find(W + "snapToGrid")) is not None:
        found["grid"] = switched_on(grid)
    if (frame := element.find(W + "framePr")) is not None:
        found["frame"] = frame.get(W + "xAlign") or frame.get(W + "hAnchor") or "yes"
    numbered = element.find(W + "numPr")
    if numbered is not None:
        list_, level = numbered.find(W + "numId"), numbered.find(W + "ilvl")
        if list_ is not None:
            found["list"] = (list_.get(VAL, ""), level.get(VAL, "0") if level is not None else "0")
    return found


def _merged(under: Properties, over: Properties) -> Properties:
    """A first-line indent takes the place of a hanging one, and the other way round."""
    result = under | over
    if any(name.startswith("ind.firstLine") for name in over):
        for name in ("ind.hanging", "ind.hangingChars"):
            if name not in over:
                result.pop(name, None)
    elif any(name.startswith("ind.hanging") for name in over):
        for name in ("ind.firstLine", "ind.firstLineChars"):
            if name not in over:
                result.pop(name, None)
    if "ind.firstLine" in over and "ind.firstLineChars" not in over:
        result.pop("ind.firstLineChars", None)
    return result


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """The fonts of a theme by the names styles call them: majorEastAsia, minorEastAsia, majorHAnsi …"""
    fonts: dict[str, str] = {}
    if theme is None:
        return fonts
    for size in ("major", "minor"):
        collection = next(theme.iter(f"{A}{size}Font"), None)
        if collection is None:
            continue
        east, latin = collection.find(A + "ea"), collection.find(A + "latin")
        scripts = {
            each.get("script"): each.get("typeface", "") for each in collection.iterchildren(A + "font")
        }
        fonts[size + "EastAsia"] = (east.get("typeface", "") if east is not None else "") or scripts.get(
            "Hans", ""
        )
        name = latin.get("typeface", "") if latin is not None else ""
        fonts[size + "Ascii"] = fonts[size + "HAnsi"] = name
    return fonts


def _numbering_indents(root: Element | None) -> dict[tuple[str, str], Properties]:
    """The indents of automatic lists, by numId and level."""
    if root is None:
        return {}
    lists = {
        each.get(W + "abstractNumId", ""): {
            level.get(W + "ilvl", "0"): _paragraph(level.find(PARAGRAPH_PROPERTIES))
            for level in each.iterchildren(W + "lvl")
        }
        for each in root.iterchildren(W + "abstractNum")
    }
    found: dict[tuple[str, str], Properties] = {}
    for each in root.iterchildren(W + "num"):
        abstract = each.find(W + "abstractNumId")
        for level, properties in lists.get(abstract.get(VAL, "") if abstract is not None else "", {}).items():
            found[each.get(W + "numId", ""), level] = properties
    return found
