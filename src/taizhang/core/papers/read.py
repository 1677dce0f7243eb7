"""A paper that comes back from Word, WPS or LibreOffice."""

import posixpath
import zipfile
from collections.abc import Iterable

from taizhang.core.papers.images import image
from taizhang.core.papers.line import figure_of
from taizhang.core.papers.paper import Figure, Returned
from taizhang.core.papers.problems import Problems
from taizhang.core.papers.roles import Role
from taizhang.core.papers.story import Story
from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.archive import Element, open_archive, parse_xml, read_part, related
from taizhang.core.reading.documents.docx import main_part
from taizhang.core.reading.documents.docx_names import CONTROL, OBJECT, TEXT, W
from taizhang.core.reading.documents.limits import MAX_BYTES, MAX_PART
from taizhang.core.reading.documents.sniff import Format, sniff
from taizhang.core.reading.documents.unreadable import Unreadable

NOT_DOCX = "这不是 .docx 文件，改过的稿子没法读回来。请用 Word 或 WPS 打开，另存为 .docx 再传。"
UNSEEN = "文中有图表、SmartArt 或嵌入的对象（如 Excel 表）共 {count} 处，没有读入。请把其中的数字写成文字或表格，或另存为图片再插入。"
NOTES = "脚注和尾注里的文字没有读入，其中的数字没有核对。请把要紧的内容移到正文。"
PICTURES = "有 {count} 张图片的格式读不了，没有读入。请另存为 PNG 或 JPEG 图片后重新插入。"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_FILLERS = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(data: bytes, *, sent: Iterable[Figure] = ()) -> Returned:
    """Read a paper back 读回. `sent`: the figures as they went out; with them an odd one (2022-06-30) is known again, and
    one without its title. Raises Unreadable with a sentence, whatever the bytes are.
    """
    if not data:
        raise unreadable.empty()
    if len(data) > MAX_BYTES:
        raise unreadable.too_large(len(data), MAX_BYTES)
    try:
        if sniff(data, "") is not Format.DOCX:
            raise Unreadable("not_docx", NOT_DOCX)
        with open_archive(data) as archive:
            return _read(archive, Problems(sent))
    except RecursionError as error:
        raise unreadable.nested() from error
    except MemoryError as error:
        raise unreadable.bomb() from error


def _read(archive: zipfile.ZipFile, problems: Problems) -> Returned:
    main = main_part(archive)
    root = parse_xml(read_part(archive, main))
    _empty_prompts(root)
    parts = related(archive, main)
    links, images = _targets(archive, main)
    pictures = _Pictures(archive, images)

    def part(kind: str) -> Element | None:
        name = next((each for each in parts.get(kind, ()) if each in archive.namelist()), None)
        return parse_xml(read_part(archive, name)) if name else None

    story = Story(root, part("styles"), part("numbering"), links, pictures.bytes_of, problems)
    body = root.find(W + "body")
    story.read(body if body is not None else root)
    if not story.blocks and not story.matter:
        raise unreadable.blank()
    if any(_has_words(part(kind)) for kind in ("footnotes", "endnotes")):
        problems.say(NOTES)
    if unseen := sum(1 for _ in root.iter(_CHART, _DIAGRAM, OBJECT)):
        problems.say(UNSEEN.format(count=unseen))
    if pictures.unread:
        problems.say(PICTURES.format(count=pictures.unread))
    matter = {role: "\n".join(lines) for role, lines in story.matter.items()}
    return Returned(
        tuple(story.blocks), problems.sentences(), matter.get(Role.TITLE, ""), matter.get(Role.ADDRESSEE, ""),
        matter.get(Role.SIGNATURE, ""), matter.get(Role.DATE, ""), matter.get(Role.NOTE, ""),
        problems.told,
    )  # fmt: skip


def _empty_prompts(root: Element) -> None:
    """Word shows a prompt 单击此处输入文字 in a control of ours that was emptied: it is no text."""
    for mark in list(root.iter(W + "showingPlcHdr")):
        control = next(mark.iterancestors(CONTROL), None)
        if control is not None and figure_of(control):
            for text in control.iter(TEXT):
                text.text = ""


def _targets(archive: zipfile.ZipFile, main: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the body points to, by relation: addresses outside, pictures inside."""
    folder, _, file = main.rpartition("/")
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    links: dict[str, str] = {}
    images: dict[str, str] = {}
    for relation in parse_xml(read_part(archive, name)) if name in archive.namelist() else ():
        id, target, kind = relation.get("Id", ""), relation.get("Target", ""), relation.get("Type", "")
        if relation.get("TargetMode") == "External":
            links[id] = target
        elif kind.endswith("/image"):
            images[id] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return links, images


def _has_words(notes: Element | None) -> bool:
    return notes is not None and any(
        (text.text or "").strip()
        for note in notes
        if note.get(W + "type") not in _FILLERS
        for text in note.iter(TEXT)
    )


class _Pictures:
    """The pictures of a package, each unpacked once, together no more than one part may hold."""

    def __init__(self, archive: zipfile.ZipFile, names: dict[str, str]) -> None:
        self._archive, self._names = archive, names
        self._known: dict[str, bytes | None] = {}
        self._size = 0
        self.unread = 0

    def bytes_of(self, relation: str) -> bytes | None:
        """The bytes behind a relation; None, and counted, where they are no picture that every editor shows."""
        name = self._names.get(relation, "")
        if name not in self._known:
            data = read_part(self._archive, name) if name in self._archive.namelist() else b""
            self._size += len(data)
            if self._size > MAX_PART:
                raise unreadable.bomb()
            self._known[name] = data if image(data) else None
        found = self._known[name]
        self.unread += found is None
        return found
