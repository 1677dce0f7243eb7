"""The blocks of a paper as WordprocessingML: the inside of w:body."""

from collections import Counter
from collections.abc import Iterable

from taizhang.core.papers import identity, layout, styles
from taizhang.core.papers.images import image
from taizhang.core.papers.markup import attribute, paragraph, run
from taizhang.core.papers.package import Relations
from taizhang.core.papers.paper import Block, Figure, Heading, Paper, Paragraph, Picture, Run
from taizhang.core.papers.paper import Table as TableBlock
from taizhang.core.papers.tables import table

_TITLE_LENGTH = 64  # Word refuses a file whose control has a longer title
_PLAIN = '<w:color w:val="000000"/><w:u w:val="none"/>'  # a link that looks like the text round it
_EMU = 36_000  # in a millimetre


class Body:
    """Writes blocks one after the other; numbers of bookmarks, controls and drawings run through the whole paper."""

    def __init__(self) -> None:
        self.relations = Relations()
        self._number = 0
        self._places: Counter[str] = Counter()
        self._paragraphs: set[str] = set()

    def paper(self, paper: Paper) -> str:
        """The whole paper, without the page's measures. Raises ValueError for what no docx can hold."""
        parts = [paragraph(styles.TITLE, run(paper.title))]
        if paper.addressee:
            parts.append(paragraph(styles.ADDRESSEE, run(paper.addressee)))
        parts += [self._block(block) for block in paper.blocks]
        right = layout.signature_indents(paper.signature, paper.date)
        closing = ((styles.SIGNATURE, paper.signature), (styles.DATE, paper.date))
        for (style, text), characters in zip(closing, right, strict=True):
            if text:
                indent = f'<w:ind w:right="{int(characters * layout.INDENT / 2)}"/>'
                parts.append(paragraph(style, run(text), indent))
        if paper.note:
            parts.append(paragraph(styles.NOTE, run(paper.note)))
        return "".join(parts)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return paragraph(styles.BODY, self._mark(block.id) + self.runs(block.runs))
            case Heading():
                if block.level not in styles.HEADINGS:
                    raise ValueError(f"a heading has level 1 to 4, not {block.level}")
                return paragraph(styles.HEADINGS[block.level], self._mark(block.id) + self.runs(block.runs))
            case Picture():
                return self._picture(block)
            case TableBlock():
                return table(block, self.runs)

    def runs(self, runs: Iterable[Run]) -> str:
        """Words and figures in order."""
        return "".join(self._figure(each) if isinstance(each, Figure) else run(each) for each in runs if each)

    def _figure(self, figure: Figure) -> str:
        """A control with the number, as a link to its proof, and a bookmark round it (see `identity`)."""
        self._places[identity.checked(figure.id)] += 1
        place = self._places[figure.id]
        content = run(figure.text, _PLAIN)
        if figure.link:
            content = f'<w:hyperlink r:id="{self.relations.link(figure.link)}" w:history="1">{content}</w:hyperlink>'
        title = f"<w:alias w:val={attribute(figure.title[:_TITLE_LENGTH])}/>" if figure.title else ""
        return self._bookmark(
            identity.figure_bookmark(figure.id, place),
            f"<w:sdt><w:sdtPr>{title}<w:tag w:val={attribute(identity.tag(figure.id, place))}/>"
            f'<w:id w:val="{self._next()}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>',
        )

    def _mark(self, id: str) -> str:
        if not id:
            return ""
        if id in self._paragraphs:
            raise ValueError(f"two paragraphs have the id {id!r}")
        self._paragraphs.add(id)
        return self._bookmark(identity.paragraph_bookmark(identity.checked(id)), "")

    def _bookmark(self, name: str, content: str) -> str:
        number = self._next()
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _picture(self, picture: Picture) -> str:
        """The picture in a line of its own, its caption below; made smaller where it would not fit the page."""
        found = image(picture.png)
        if found is None:
            raise ValueError("a picture must be PNG, JPEG or GIF")
        width = min(picture.width_mm, layout.WIDTH_MM, layout.TALLEST_MM * found.width / found.height)
        wide, high = round(width * _EMU), round(width * found.height / found.width * _EMU)
        number, words = self._next(), attribute(picture.description)
        size = f'cx="{max(1, wide)}" cy="{max(1, high)}"'
        drawing = (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name="图{number}" descr={words}/><wp:cNvGraphicFramePr/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name="图{number}" descr={words}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{self.relations.picture(picture.png, found.kind)}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
        if not picture.caption:
            return paragraph(styles.PICTURE, drawing, '<w:keepNext w:val="0"/>')
        return paragraph(styles.PICTURE, drawing) + paragraph(styles.PICTURE_CAPTION, run(picture.caption))
