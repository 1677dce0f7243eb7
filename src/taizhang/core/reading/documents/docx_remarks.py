"""What a docx holds that cannot be read as text, said to the person."""

from taizhang.core.reading.documents.archive import Element
from taizhang.core.reading.documents.docx_names import OBJECT, W

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"


def remarks(root: Element) -> list[str]:
    """Sentences: so many pictures, charts, embedded tables whose words and figures were not read."""
    objects = _count(root, OBJECT)
    counts = (
        (max(_count(root, _PICTURE), _count(root, _IMAGE_DATA) - objects), "张图片"),
        (_count(root, _CHART), "个图表"),
        (_count(root, _DIAGRAM), "个 SmartArt 图形"),
        (objects, "个嵌入的对象（如 Excel 表）"),
        (_count(root, W + "altChunk"), "段插入的外部文件"),
    )
    said = [f"{number} {what}" for number, what in counts if number > 0]
    return [f"文中有 {'、'.join(said)}，其中的文字和数字没有读。"] if said else []


def _count(root: Element, tag: str) -> int:
    return sum(1 for _ in root.iter(tag))
