"""A zip archive with a few parts replaced: every other entry keeps its bytes, its order, its date and its compression."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.core.decisions import Refused

_END, _CENTRAL, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_FORM, _CENTRAL_FORM = "<4s4H2LH", "<4s6H3L5H2L"
_UTF8, _DEFLATED, _VERSION = 0x800, 8, 20
_LARGE = 0xFFFFFFFF
_NEW_DATE = 0x21  # 1980-01-01: the format's zero, for a part that is new
UNUSUAL = "这个 docx 的压缩方式不常见，没法在不动原稿的前提下加批注。请用 Word 或 WPS 另存一份 .docx 再试。"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the central directory."""

    name: bytes
    flags: int
    offset: int  # of the local header, in `data`
    record: bytes  # the whole line as it stands
    time: int = 0
    date: int = _NEW_DATE


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with these parts replaced, new ones at the end. Raises Refused for forms that no office program writes."""
    try:
        entries, directory, tail = _read(data)
    except (struct.error, ValueError) as error:
        raise Refused(UNUSUAL) from error
    names = {name.encode(): content for name, content in parts.items()}
    ends = {entry.offset: end for entry, end in _extents(entries, directory)}
    out, moved = bytearray(data[: min(ends, default=directory)]), {}
    for entry in sorted(entries, key=lambda each: each.offset):
        at = len(out)
        if entry.name in names:
            local, line = _written(entry, names[entry.name], at)
            out += local
        else:
            out += data[entry.offset : ends[entry.offset]]
            line = entry.record[:42] + struct.pack("<L", at) + entry.record[46:]
        moved[entry.offset] = line
    lines = [moved[entry.offset] for entry in entries]
    for name in sorted(names.keys() - {entry.name for entry in entries}):
        local, line = _written(_Entry(name, _UTF8, 0, b""), names[name], len(out))
        lines.append(line)
        out += local
    start = len(out)
    out += b"".join(lines)
    count, size = len(lines), len(out) - start
    return bytes(out) + struct.pack(_END_FORM, _END, 0, 0, count, count, size, start, len(tail)) + tail


def _read(data: bytes) -> tuple[list[_Entry], int, bytes]:
    """(the entries in the directory's order, where the directory begins, the archive's comment)."""
    at = data.rfind(_END)
    _, _, _, _, count, size, stated, length = struct.unpack_from(_END_FORM, data, at)
    directory = at - size
    shift = directory - stated  # bytes before the archive
    if at < 0 or stated == _LARGE or count == 0xFFFF or directory < 0 or shift < 0:
        raise ValueError
    entries, position = [], directory
    for _ in range(count):
        field = struct.unpack_from(_CENTRAL_FORM, data, position)
        if field[0] != _CENTRAL or _LARGE in (field[8], field[9], field[16]):
            raise ValueError
        name_at, end = position + 46, position + 46 + field[10] + field[11] + field[12]
        name = data[name_at : name_at + field[10]]
        entries.append(_Entry(name, field[3], field[16] + shift, data[position:end], field[5], field[6]))
        position = end
    return entries, directory, data[at + 22 : at + 22 + length]


def _extents(entries: list[_Entry], directory: int) -> list[tuple[_Entry, int]]:
    """Each entry with the end of its bytes: the next entry's beginning, so that data descriptors come along."""
    inorder = sorted(entries, key=lambda entry: entry.offset)
    ends = [*(entry.offset for entry in inorder[1:]), directory]
    if len({entry.offset for entry in entries}) != len(entries):
        raise ValueError
    return list(zip(inorder, ends, strict=True))


def _written(entry: _Entry, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """A part as it stands in the archive, and its line in the directory; dates and attributes as they were."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    common = struct.pack(
        "<5H3LH", _VERSION, entry.flags & _UTF8, _DEFLATED, entry.time, entry.date,
        zlib.crc32(content), len(packed), len(content), len(entry.name),
    )  # fmt: skip
    made_by = entry.record[4:6] or struct.pack("<H", _VERSION)
    attributes = entry.record[34:42] or b"\0" * 8
    line = _CENTRAL + made_by + common + b"\0\0\0\0" + attributes + struct.pack("<L", offset) + entry.name
    return _LOCAL + common + b"\0\0" + entry.name + packed, line
