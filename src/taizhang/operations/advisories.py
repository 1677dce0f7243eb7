"""Known weaknesses of the locked parts 漏洞核对, without network: held against an export of advisories carried in by hand.

The export is that of the OSV database: one zip for each ecosystem with one JSON file for each advisory. An advisory that
cannot be understood counts as one that concerns the part: silence must mean that it was looked at.
"""

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from taizhang.core.decisions import Refused
from taizhang.operations.parts import PYPI, Part

_SEMVER = re.compile(r"v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$")
LARGEST = 20_000_000  # bytes of one advisory


@dataclass(frozen=True, slots=True)
class Concern:
    """An advisory that concerns a locked part."""

    part: Part
    id: str
    aliases: tuple[str, ...]
    summary: str
    fixed: tuple[str, ...]
    sure: bool  # False: a version in it could not be compared


@dataclass(frozen=True, slots=True)
class Audit:
    """What was held against what."""

    parts: int
    advisories: dict[str, int]  # ecosystem -> advisories read
    newest: str  # when the newest of them was last changed
    concerns: list[Concern]


def audit(parts: list[Part], files: Iterable[Path]) -> Audit:
    """Hold every part against every advisory. Raises Refused when a file is no export, or an ecosystem is not covered."""
    by_name: dict[tuple[str, str], list[Part]] = {}
    for part in parts:
        by_name.setdefault((part.ecosystem, plain(part.ecosystem, part.name)), []).append(part)
    read: dict[str, int] = {}
    newest = ""
    concerns: list[Concern] = []
    for told in advisories(files):
        newest = max(newest, str(told.get("modified", "")))
        seen = {str(each.get("package", {}).get("ecosystem", "")) for each in told.get("affected", [])}
        for ecosystem in seen:
            read[ecosystem] = read.get(ecosystem, 0) + 1
        if not told.get("withdrawn"):
            concerns += concerning(told, by_name)
    if uncovered := sorted({part.ecosystem for part in parts} - set(read)):
        raise Refused(
            f"这些文件里没有 {'、'.join(uncovered)} 的公告，没有核对完。请把该生态的 all.zip 也用 --advisories 给出。"
        )
    concerns.sort(key=lambda each: (each.part.name, each.id))
    return Audit(len(parts), read, newest, concerns)


def plain(ecosystem: str, name: str) -> str:
    """A package's name as its registry compares it."""
    return re.sub(r"[-_.]+", "-", name).lower() if ecosystem == PYPI else name


def advisories(files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Every advisory of the files. Raises Refused in words."""
    for path in files:
        try:
            with zipfile.ZipFile(path) as archive:
                for entry in archive.infolist():
                    if entry.filename.endswith(".json"):
                        yield one(archive, entry)
        except (OSError, zipfile.BadZipFile, zlib.error, ValueError, RuntimeError) as error:
            raise Refused(f"“{path.name}”不是 OSV 公告的导出（all.zip），或已损坏：{error}。") from error


def one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> dict[str, Any]:
    """One advisory. Raises ValueError when it is none."""
    if entry.file_size > LARGEST:
        raise ValueError(f"{entry.filename} 过大")
    told = json.loads(archive.read(entry))
    if not isinstance(told, dict) or "id" not in told:
        raise ValueError(f"{entry.filename} 不是公告")
    return told


def concerning(told: dict[str, Any], by_name: dict[tuple[str, str], list[Part]]) -> Iterator[Concern]:
    """The parts that one advisory concerns, each once."""
    found: dict[Part, Concern] = {}
    for affected in told.get("affected", []):
        package = affected.get("package", {})
        ecosystem = str(package.get("ecosystem", ""))
        for part in by_name.get((ecosystem, plain(ecosystem, str(package.get("name", "")))), []):
            verdict = concerned(part, affected)
            if verdict is not False and part not in found:
                fixed = [e["fixed"] for r in affected.get("ranges", []) for e in r["events"] if "fixed" in e]
                found[part] = Concern(
                    part, str(told["id"]), tuple(map(str, told.get("aliases", []))),
                    str(told.get("summary") or told.get("details", ""))[:200], tuple(fixed), verdict is True,
                )  # fmt: skip
    yield from found.values()


def concerned(part: Part, affected: dict[str, Any]) -> bool | None:
    """Whether a part's version is among those affected; None when that cannot be told."""
    if part.version in affected.get("versions", []):
        return True
    ranges = [each for each in affected.get("ranges", []) if each.get("type") in ("ECOSYSTEM", "SEMVER")]
    try:
        if any(within(part.ecosystem, part.version, each["events"]) for each in ranges):
            return True
    except (InvalidVersion, ValueError, KeyError, TypeError):
        return None
    return False if ranges or affected.get("versions") else None


def within(ecosystem: str, version: str, events: list[dict[str, str]]) -> bool:
    """Whether a version lies in a range of events: introduced, fixed, last_affected."""
    mine = key(ecosystem, version)
    inside = False
    for at, kind in sorted(
        ((key(ecosystem, told), kind) for event in events for kind, told in event.items() if kind != "limit"),
        key=lambda pair: pair[0],
    ):
        if kind == "introduced" and mine >= at:
            inside = True
        elif (kind == "fixed" and mine >= at) or (kind == "last_affected" and mine > at):
            inside = False
    return inside


def key(ecosystem: str, version: str) -> Any:
    """What a version is compared by. Raises InvalidVersion or ValueError when it is none."""
    if ecosystem == PYPI:
        return Version(version)
    match = _SEMVER.match(version)
    if match is None:
        raise ValueError(version)
    numbers = tuple(int(match[n] or 0) for n in (1, 2, 3))
    # A version before its release is less than the release; numbers in it are less than words.
    before = tuple((0, int(w), "") if w.isdigit() else (1, 0, w) for w in (match[4] or "").split(".") if w)
    return (numbers, not before, before)
