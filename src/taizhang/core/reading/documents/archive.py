"""Parts of an office document: a zip archive of XML, read with limits, without entities and without network."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from taizhang.core.reading.documents import unreadable
from taizhang.core.reading.documents.limits import MAX_ENTRIES, MAX_PART

Element = Any  # lxml brings no types

# The namespaces of "Strict Open XML" and of the usual one differ only by address.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)  # fmt: skip
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    EOFError,
    NotImplementedError,
    KeyError,
    RuntimeError,
)


@contextmanager
def open_archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive in `data`. Raises Unreadable when it is damaged, encrypted, or not to be trusted."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise unreadable.bomb()
            if any(entry.flag_bits & 1 for entry in entries):
                raise unreadable.encrypted()
            yield archive
    except RecursionError as error:  # also a RuntimeError
        raise unreadable.nested() from error
    except _DAMAGE as error:
        raise unreadable.damaged() from error


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, unpacked. Its stated size is not believed: reading stops at the limit too."""
    if archive.getinfo(name).file_size > MAX_PART:
        raise unreadable.bomb()
    with archive.open(name) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise unreadable.bomb()
    return data


def parse_xml(data: bytes) -> Element:
    """The root element. Refuses document type declarations; never asks the network, never expands an entity."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    if not data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise unreadable.damaged()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise unreadable.doctype()
    if b"http://purl.oclc.org/ooxml/" in data[:20_000]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    # The encoding is laid down here: a declared one could hide a declaration from the search above.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise unreadable.nested() from error
        raise unreadable.damaged() from error


def related(archive: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    """The parts that `part` names, by the last word of their kind: {"footnotes": ["word/footnotes.xml"], …}."""
    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels".lstrip("/")
    found: dict[str, list[str]] = {}
    if name not in archive.namelist():
        return found
    for relation in parse_xml(read_part(archive, name)):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not target:
            continue
        found.setdefault(kind.rsplit("/", 1)[-1], []).append(_resolve(folder, target))
    return found


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
