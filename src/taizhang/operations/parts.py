"""What the product is made of 组成部分: every locked package of Python and of the front end, read from the lock files."""

import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from taizhang.core.decisions import Refused

LOCKS = settings.PACKAGE.parents[1]
PYTHON = ("requirements.txt", "requirements-node.txt")
NODE = "package-lock.json"
PYPI, NPM = "PyPI", "npm"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]*))?", re.M)
_HASH = re.compile(r"--hash=(\w+):([0-9a-f]+)")
_ALGORITHMS = {"sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}


@dataclass(frozen=True, slots=True)
class Part:
    """One locked package."""

    ecosystem: str  # PyPI, npm: as advisories name them
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]  # (SHA-256, hexadecimal), one for each file that may be installed
    licence: str = ""
    only_where: str = ""  # a condition on the machine: platform_system == 'Windows'


def locked(folder: Path = LOCKS) -> list[Part]:
    """Every part that the lock files in a folder name. Raises Refused when they are not there."""
    missing = [name for name in (*PYTHON, NODE) if not (folder / name).is_file()]
    if missing:
        raise Refused(
            f"没有找到锁定文件 {'、'.join(missing)}。请从源码包取来这三个文件放在一个文件夹，用 --locks 指明。"
        )
    parts = {part for name in PYTHON for part in python_parts((folder / name).read_text())}
    parts |= set(node_parts(json.loads((folder / NODE).read_text())))
    return sorted(parts, key=lambda part: (part.ecosystem, part.name, part.version))


def python_parts(text: str) -> list[Part]:
    """The packages of a requirements file with hashes."""
    found = []
    starts = [*_PINNED.finditer(text)]
    ends = [*(m.start() for m in starts[1:]), len(text)]
    for match, end in zip(starts, ends, strict=True):
        hashes = _HASH.findall(text, match.start(), end)
        told = tuple((_ALGORITHMS[kind], each) for kind, each in hashes)
        found.append(Part(PYPI, match[1].lower(), match[2], told, only_where=(match[3] or "").strip()))
    return found


def node_parts(lock: dict[str, Any]) -> list[Part]:
    """The packages of a package-lock.json, nested ones too."""
    found = []
    for place, told in lock["packages"].items():
        if not place or "link" in told:
            continue
        name = told.get("name") or place.rsplit("node_modules/", 1)[-1]
        hashes = [_integrity(each) for each in told.get("integrity", "").split()]
        found.append(Part(NPM, name, told["version"], tuple(hashes), licence=str(told.get("license", ""))))
    return found


def _integrity(text: str) -> tuple[str, str]:
    """sha512-BASE64 as (SHA-512, hexadecimal)."""
    kind, _, told = text.partition("-")
    return _ALGORITHMS[kind], base64.b64decode(told).hex()
