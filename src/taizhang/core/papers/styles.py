"""The styles of a paper, its fonts and its settings, as parts of the package.

Every style names its fonts itself: a theme's fonts are missing in WPS. Built-in names (Title, heading 1) so that editors
list them where people look; the other names say what the paragraph is, and reading goes by names, not by ids, which
editors change.
"""

from taizhang.core.papers import layout
from taizhang.core.papers.markup import DECLARATION, NAMESPACES

TITLE, BODY, ADDRESSEE, SIGNATURE, DATE, NOTE = (
    "tzTitle",
    "tzBody",
    "tzAddressee",
    "tzSignature",
    "tzDate",
    "tzNote",
)
TABLE, TABLE_HEAD, TABLE_CAPTION, PICTURE, PICTURE_CAPTION = (
    "tzCell", "tzCellHead", "tzTableCaption", "tzPicture", "tzPictureCaption"
)  # fmt: skip
GAP, ODD, EVEN = "tzGap", "tzOdd", "tzEven"
HEADINGS = {level: f"tzHeading{level}" for level in (1, 2, 3, 4)}
NAMES = {
    TITLE: "Title", BODY: "公文正文", ADDRESSEE: "公文主送", SIGNATURE: "公文署名", DATE: "公文成文日期", NOTE: "公文附注",
    TABLE: "公文表文", TABLE_HEAD: "公文表头", TABLE_CAPTION: "公文表题", PICTURE: "公文图", PICTURE_CAPTION: "公文图题",
    GAP: "公文空隙", ODD: "公文页码单", EVEN: "公文页码双",
    **{style: f"heading {level}" for level, style in HEADINGS.items()},
}  # fmt: skip

_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{layout.INDENT}"/>'
_CENTRE = '<w:jc w:val="center"/>'
_KEEP = "<w:keepNext/>"


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _letters(font: str, size: int) -> str:
    """Off the grid of the page: LibreOffice gives a character wider than its cell two cells."""
    off = (
        '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:snapToGrid w:val="0"/><w:color w:val="000000"/>'
    )
    pitch = f'<w:spacing w:val="{layout.TIGHTER if size == layout.BODY else 0}"/>'
    return f'{_fonts(font)}{off}{pitch}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _style(id: str, shape: str, font: str, size: int, following: str = BODY) -> str:
    custom = "" if NAMES[id].isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id}">'
        f'<w:name w:val="{NAMES[id]}"/><w:basedOn w:val="tzNormal"/><w:next w:val="{following}"/><w:qFormat/>'
        f"<w:pPr>{shape}</w:pPr><w:rPr>{_letters(font, size)}</w:rPr></w:style>"
    )


def _headings() -> str:
    fonts = {1: layout.HEI, 2: layout.KAI, 3: layout.FANG_SONG, 4: layout.FANG_SONG}
    return "".join(
        _style(style, f'{_KEEP}{_INDENT}<w:outlineLvl w:val="{level - 1}"/>', fonts[level], layout.BODY)
        for level, style in HEADINGS.items()
    )


def _footer(id: str, side: str) -> str:
    space = round(layout.CHARACTER)
    shape = (
        f'<w:spacing w:line="{layout.FOOTER_LINE}" w:lineRule="exact"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="{space}"/><w:jc w:val="{side}"/>'
    )
    return _style(id, shape, layout.SONG, layout.PAGE_NUMBER, id)


def styles() -> str:
    """word/styles.xml. The base is 三号 仿宋 on a fixed pitch; no widow control, which would leave pages of 21 lines."""
    letters = (
        _letters(layout.FANG_SONG, layout.BODY) + '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    )
    line = f'w:line="{layout.LINE}" w:lineRule="exact"'
    title = f'{_KEEP}<w:spacing w:after="{layout.LINE}" w:line="{layout.TITLE_LINE}" w:lineRule="exact"/>{_CENTRE}'
    # A fixed pitch would cut pictures and crowd cells: both have the pitch of their type.
    cell = '<w:spacing w:before="30" w:after="30" w:line="264" w:lineRule="auto"/>' + _CENTRE
    loose = '<w:spacing w:before="{}" w:after="{}" w:line="240" w:lineRule="auto"/>'
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{letters}"
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="tzNormal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="0"/><w:spacing {line}/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{letters}</w:rPr></w:style>'  # LibreOffice takes the grid from here
        '<w:style w:type="table" w:default="1" w:styleId="tzNoTable"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        + _style(TITLE, title, layout.SONG_TITLE, layout.TITLE)
        + _headings()
        + _style(BODY, _INDENT, layout.FANG_SONG, layout.BODY)
        + _style(ADDRESSEE, "", layout.FANG_SONG, layout.BODY)
        + _style(SIGNATURE, f'{_KEEP}<w:spacing w:before="{layout.LINE}"/><w:jc w:val="right"/>', layout.FANG_SONG, layout.BODY, DATE)
        + _style(DATE, '<w:jc w:val="right"/>', layout.FANG_SONG, layout.BODY)
        + _style(NOTE, loose.format(layout.LINE, 0), layout.SONG, layout.NOTE, NOTE)
        + _style(TABLE, cell, layout.FANG_SONG, layout.TABLE, TABLE)
        + _style(TABLE_HEAD, cell, layout.HEI, layout.TABLE, TABLE_HEAD)
        + _style(TABLE_CAPTION, _KEEP + loose.format(120, 60) + _CENTRE, layout.HEI, layout.TABLE)
        + _style(PICTURE, _KEEP + loose.format(120, 0) + _CENTRE, layout.FANG_SONG, layout.BODY, PICTURE_CAPTION)
        + _style(PICTURE_CAPTION, loose.format(60, 120) + _CENTRE, layout.HEI, layout.TABLE)
        + _style(GAP, '<w:spacing w:line="200" w:lineRule="exact"/>', layout.FANG_SONG, layout.NOTE)
        + _footer(ODD, "right")
        + _footer(EVEN, "left")
        + "</w:styles>"
    )  # fmt: skip


def fonts() -> str:
    """word/fontTable.xml: what to take where a font is missing."""
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in layout.FALLBACKS.items()
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{listed}</w:fonts>"


def settings() -> str:
    """word/settings.xml: page numbers differ on odd and even pages; punctuation keeps its full width."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        "<w:evenAndOddHeaders/>"
        f'<w:drawingGridVerticalSpacing w:val="{layout.LINE}"/><w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )
