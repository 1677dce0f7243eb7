"""The corners of an Office package that pages do not show: revisions, comments, properties, links, names, drawings, embedded files.

What readers of pages read (the body of a Word paper, the cells of a workbook) is left to them; every other part
of XML is looked through here, paragraph by paragraph, whatever it is called.
"""

import re
from collections.abc import Callable, Collection, Iterator

from taizhang.core.personal.scanning.finding import Finding, Scan
from taizhang.core.personal.scanning.kinds import Found, covered
from taizhang.core.personal.scanning.scan import excerpt, scan_text
from taizhang.core.reading.documents.archive import Element, open_archive, parse_xml, read_part

CELLS = re.compile(r"xl/(?:worksheets/[^/]+\.xml|sharedStrings\.xml|styles\.xml|calcChain\.xml|theme/.*)$")
DULL = re.compile(
    r"(?:.*/)?(?:theme/|styles\.xml|settings\.xml|fontTable|numbering\.xml|webSettings|\[Content_Types\])"
)
PARTS = (
    (r"word/document", "正文（隐藏文字、修订中删去的文字或域）"), (r"word/comments|xl/comments|threadedComments|persons?/", "批注"),
    (r"word/(?:header|footer)", "页眉页脚"), (r"word/(?:footnotes|endnotes)", "脚注尾注"), (r"docProps/", "文件属性"),
    (r"xl/workbook", "定义的名称"), (r"xl/(?:drawings|charts)|word/charts|vmlDrawing", "图形或图表"), (r"_rels/", "超链接"),
    (r"customXml/", "自定义数据"), (r"xl/externalLinks", "外部链接缓存"), (r"xl/pivotCache", "数据透视表缓存"),
    (r"xl/worksheets", "页眉页脚或数据验证"),
    (r"ppt/notesSlides", "演示文稿备注"), (r"ppt/slides", "幻灯片"), (r"Doc_|Pages/", "版面文字"),
)  # fmt: skip
PARAGRAPHS = ("p", "comment", "si", "definedName", "TextObject", "text")
TOLD = ("descr", "title", "alt", "Target", "name", "userId", "displayName", "author", "initials", "formula1")
EMBEDDED = re.compile(r"/embeddings/.+\.(?:xlsx|docx|doc|xls|pptx|bin)$", re.IGNORECASE)
PICTURES = re.compile(r"/media/.+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp)$", re.IGNORECASE)


def scan_corners(data: bytes, seen: Scan, inner: Callable[[bytes, str], Scan]) -> Scan:
    """The finds that pages do not show; `seen` is what they showed, `inner` scans a file inside."""
    scan = Scan()
    known = {(f.kind, core(f.excerpt)) for f in seen.findings}
    with open_archive(data) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")) and not DULL.match(name):
                _part(name, parse_xml(read_part(archive, name)), scan, known)
            elif EMBEDDED.search(name):
                file = name.rsplit("/", 1)[-1]
                scan.join(inner(read_part(archive, name), file), f"嵌入的文件“{file}”：")
        pictures = sum(bool(PICTURES.search(n)) for n in names)
    if pictures:
        scan.unread.append(f"文件里有 {pictures} 张图片，图片上的字机器读不了，请逐张看过。")
    return scan


def core(told: str) -> str:
    """The covered value and a little around it, to know a find again."""
    return "".join(re.findall(r"[0-9A-Za-z@.*]+", told))


def _part(name: str, root: Element, scan: Scan, known: set[tuple[Found, str]]) -> None:
    place = next((said for pattern, said in PARTS if re.search(pattern, name)), f"部件 {name[-40:]}")
    shown = re.match(r"word/(?:document|header|footer|footnotes|endnotes)", name)
    cells = CELLS.match(name)
    told = {*TOLD, "v"} if "xl/pivotCache" in name else TOLD
    for text in _texts(root, told, cells=bool(cells)):
        hits = scan_text(text)
        for hit in hits:
            found = Finding(hit.kind, place, excerpt(text, hit, hits), hit.thin)
            value = core(covered(text[hit.start : hit.end], hit.kind))
            if not (shown and any(k == hit.kind and value in told for k, told in known)):
                scan.add(found)


def _texts(root: Element, told: Collection[str], *, cells: bool) -> Iterator[str]:
    """The texts of a part: of each paragraph, then of the attributes told; of a sheet only what is no cell."""
    if cells:
        for tag in ("headerFooter", "dataValidations", "hyperlinks", "protectedRanges"):
            for element in root.iterfind(f".//{{*}}{tag}"):
                yield from (t for t in element.itertext() if t)
                yield from (v for e in element.iter() for v in e.attrib.values())
        return
    inside: set[Element] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.rpartition("}")[2] in PARAGRAPHS and element not in inside:
            inside.update(element.iter())
            yield "".join(element.itertext())
        elif element not in inside and element.text and not len(element):
            yield element.text
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] in told and len(value) > 4:
                yield re.sub(r"^(?:mailto|tel|sms):", "", value)
