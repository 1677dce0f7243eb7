"""The zip archive of a docx: its parts, their kinds and relations. The same parts give the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from taizhang.core.papers.markup import DECLARATION, attribute, inner

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "footer1": "footer",
    "footer2": "footer",
}
_CORE = f"{_PACKAGE}/metadata/core-properties"
_DATE = (1980, 1, 1, 0, 0, 0)  # the format's zero: a paper does not tell when its file was made


@dataclass
class Relations:
    """What the body points to: addresses and pictures, each once."""

    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    pictures: dict[bytes, str] = field(default_factory=dict)  # bytes -> name of the part below word/

    def link(self, address: str) -> str:
        """The relation to an address outside."""
        return self._id("hyperlink", address)

    def picture(self, data: bytes, kind: str) -> str:
        """The relation to a picture, which is stored."""
        return self._id(
            "image", self.pictures.setdefault(data, f"media/image{len(self.pictures) + 1}.{kind}")
        )

    def part(self, name: str) -> str:
        """The relation to one of the parts that every paper has: styles, footer1 …"""
        return self._id(_PARTS[name], f"{name}.xml")

    def _id(self, kind: str, target: str) -> str:
        return self._ids.setdefault((kind, target), f"rId{len(self._ids) + 1}")

    def xml(self) -> str:
        """word/_rels/document.xml.rels."""
        return _relationships((id, f"{_OFFICE}/{kind}", target) for (kind, target), id in self._ids.items())


def pack(title: str, document: str, parts: Mapping[str, str], relations: Relations) -> bytes:
    """The bytes of the docx. `parts`: by name (styles, settings, fontTable, footer1, footer2), all of them."""
    for name in parts:
        relations.part(name)
    files: list[tuple[str, bytes]] = [
        ("[Content_Types].xml", _types().encode()),
        ("_rels/.rels", _package_relations().encode()),
        ("docProps/core.xml", _properties(title).encode()),
        ("word/document.xml", document.encode()),
        ("word/_rels/document.xml.rels", relations.xml().encode()),
        *((f"word/{name}.xml", text.encode()) for name, text in parts.items()),
        *((f"word/{name}", data) for data, name in relations.pictures.items()),
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    return buffer.getvalue()


def _relationships(listed: Iterable[tuple[str, str, str]]) -> str:
    """Of each: its id, its kind, its target."""
    each = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target={attribute(target)}{_outside(kind)}/>'
        for id, kind, target in listed
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _outside(kind: str) -> str:
    return ' TargetMode="External"' if kind.endswith("/hyperlink") else ""


def _package_relations() -> str:
    return _relationships([
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ])  # fmt: skip


def _properties(title: str) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{inner(title)}</dc:title></cp:coreProperties>"
    )


def _types() -> str:
    kinds = {"document": "document.main", **_PARTS}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    pictures = "".join(
        f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in ("png", "jpeg", "gif")
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
