"""A paper as a Word file."""

from taizhang.core.papers import layout, styles
from taizhang.core.papers.body import Body
from taizhang.core.papers.markup import DECLARATION, NAMESPACES, paragraph, run
from taizhang.core.papers.package import pack
from taizhang.core.papers.paper import Paper


def write_docx(paper: Paper) -> bytes:
    """A .docx by GB/T 9704; the same paper gives the same bytes.

    Raises ValueError for what no docx can hold: an id with odd signs or twice among the paragraphs, a heading of
    level 5, a picture that is none.
    """
    body = Body()
    content = body.paper(paper)
    footers = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{body.relations.part(name)}"/>'
        for kind, name in (("default", "footer1"), ("even", "footer2"))
    )
    section = (
        f'<w:sectPr>{footers}<w:pgSz w:w="{layout.PAGE_WIDTH}" w:h="{layout.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{layout.TOP}" w:right="{layout.RIGHT}" w:bottom="{layout.BOTTOM}" w:left="{layout.LEFT}" '
        f'w:header="851" w:footer="{layout.FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{layout.LINE}" w:charSpace="{layout.CHARACTER_SPACE}"/></w:sectPr>'
    )
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{content}{section}</w:body></w:document>"
    parts = {
        "styles": styles.styles(), "settings": styles.settings(), "fontTable": styles.fonts(),
        "footer1": _footer(styles.ODD), "footer2": _footer(styles.EVEN),
    }  # fmt: skip
    return pack(paper.title, document, parts, body.relations)


def _footer(style: str) -> str:
    """— 1 —, on one side."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = (
        f'{mark.format("begin")}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f"{mark.format('separate')}{run('1')}{mark.format('end')}"
    )
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{paragraph(style, run('— ') + field + run(' —'))}</w:ftr>"
