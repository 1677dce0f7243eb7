"""What a file is, told by its first bytes and held against its name 文件类型."""

import io
import zipfile

from taizhang.core.decisions import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Extension -> (media type, what the content must be).
KINDS = {
    "pdf": ("application/pdf", "pdf"),
    "doc": ("application/msword", "ole"),
    "xls": ("application/vnd.ms-excel", "ole"),
    "ppt": ("application/vnd.ms-powerpoint", "ole"),
    "wps": ("application/vnd.ms-works", "ole"),
    "et": ("application/vnd.ms-excel", "ole"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/"),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "ppt/"),
    "ofd": ("application/ofd", "OFD.xml"),
    "zip": ("application/zip", "zip"),
    "jpg": ("image/jpeg", "jpeg"),
    "jpeg": ("image/jpeg", "jpeg"),
    "png": ("image/png", "png"),
    "tif": ("image/tiff", "tiff"),
    "tiff": ("image/tiff", "tiff"),
    "txt": ("text/plain", "text"),
    "csv": ("text/csv", "text"),
}
NAMED = "PDF、Word、Excel、PPT、WPS、OFD、图片、zip、文本"


def media_type(name: str, content: bytes) -> str:
    """The media type of a file. Raises Refused when we do not take the kind, or the content is another."""
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if extension not in KINDS:
        raise Refused(f"不收“.{extension or '没有扩展名'}”的文件。可以添加：{NAMED}。")
    kind, should = KINDS[extension]
    if not content:
        raise Refused("这个文件是空的（0 字节）。请重新保存后再添加。")
    if not is_content(should, content):
        raise Refused(
            f"“{name}”的内容不是 .{extension} 文件，可能改过扩展名或已损坏。请用原软件打开另存后再添加。"
        )
    return kind


def is_content(should: str, content: bytes) -> bool:
    """Whether the first bytes are those of the kind."""
    signatures = {
        "pdf": (b"%PDF-",), "ole": (OLE,), "jpeg": (b"\xff\xd8\xff",), "png": (b"\x89PNG\r\n\x1a\n",),
        "tiff": (b"II*\x00", b"MM\x00*"),
    }  # fmt: skip
    if should in signatures:
        return content.startswith(signatures[should]) or (should == "pdf" and b"%PDF-" in content[:1024])
    if should == "text":
        return b"\x00" not in content[:4096] or content[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # An encrypted .docx or .xlsx is an OLE file.
        return should.endswith("/") and content.startswith(OLE)
    if should == "zip":
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return any(n.startswith(should) for n in parts.namelist())
    except (zipfile.BadZipFile, ValueError):
        return False
