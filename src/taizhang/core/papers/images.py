"""The kind and the size of a picture, from its first bytes."""

import struct
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """`kind` is the file's extension; width and height in pixels."""

    kind: str
    width: int
    height: int


def image(data: bytes) -> Image | None:
    """What the bytes are: png, jpeg or gif, the kinds that every editor shows; None for anything else."""
    found = None
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            found = Image("png", *struct.unpack_from(">II", data, 16))
        elif data.startswith((b"GIF87a", b"GIF89a")):
            found = Image("gif", *struct.unpack_from("<HH", data, 6))
        elif data.startswith(b"\xff\xd8"):
            found = _jpeg(data)
    except (struct.error, IndexError):
        return None
    return found if found and found.width and found.height else None


def _jpeg(data: bytes) -> Image | None:
    """The size stands in the first frame header (SOF), behind segments that are stepped over."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return Image("jpeg", width, height)
        at += 1 if marker == 0xFF else 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None
