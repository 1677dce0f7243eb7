"""Finding and loading packs 政策包: built-in folders, and folders that a bureau or a third party put beside them."""

import hashlib
import importlib.util
import sys
from functools import cache
from pathlib import Path

from taizhang.policies.engine.facts import read_facts, shared_facts
from taizhang.policies.engine.pack import Pack
from taizhang.policies.engine.parameters import read_parameters
from taizhang.policies.engine.problems import PackProblem

BUILT_IN = Path(__file__).parent.parent
FILES = ("policy.py", "parameters.yaml", "cases.yaml", "source.md")


def load(folder: Path, name: str = "") -> Pack:
    """The pack in a folder. Raises PackProblem: what is missing or wrong, and what to do."""
    for file in FILES:
        if not (folder / file).is_file():
            raise PackProblem(
                f"{folder.name} 里没有 {file}。一个政策包要有 {'、'.join(FILES)}（可以再有 facts.yaml）。"
            )
    pack = _module(folder)
    pack.name = name or folder.name
    pack.parameters = read_parameters((folder / "parameters.yaml").read_text("utf-8"))
    pack.source = (folder / "source.md").read_text("utf-8")
    own = read_facts(folder / "facts.yaml") if (folder / "facts.yaml").is_file() else {}
    if twice := sorted(set(own) & set(shared_facts())):
        raise PackProblem(
            f"facts.yaml：{'、'.join(twice)} 是共用的事实，不能另行声明。请直接使用，或换一个名字。"
        )
    pack.facts = {**shared_facts(), **own}
    for spec in own.values():
        if spec.not_above and spec.not_above not in pack.facts:
            raise PackProblem(f"facts.yaml：{spec.name} 的 not_above“{spec.not_above}”没有这个事实。")
    pack.version, pack.folder = _version(folder), folder
    return pack


def _module(folder: Path) -> Pack:
    """Run policy.py under a name of its own, so that two packs never meet."""
    path = folder / "policy.py"
    module_name = f"taizhang_pack_{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]}"
    spec = importlib.util.spec_from_file_location(module_name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except PackProblem:
        raise
    except SyntaxError as error:
        raise PackProblem(f"policy.py 第 {error.lineno} 行写错了：{error.msg}。") from error
    except Exception as error:
        line = _line(error, path)
        raise PackProblem(f"policy.py{line} 不能运行：{type(error).__name__}：{error}。") from error
    finally:
        sys.modules.pop(module_name, None)
    pack = getattr(module, "pack", None)
    if not isinstance(pack, Pack):
        raise PackProblem("policy.py 里没有 pack = Pack(...)。")
    return pack


def _line(error: BaseException, path: Path) -> str:
    trace, found = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            found = trace.tb_lineno
        trace = trace.tb_next
    return f" 第 {found} 行" if found else ""


def _version(folder: Path) -> str:
    """What the rules and numbers of a pack are, as twelve signs: a change of any of them is another version."""
    digest = hashlib.sha256()
    for file in (*sorted(folder.glob("*.py")), folder / "parameters.yaml", folder / "facts.yaml"):
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def folders(root: Path) -> list[Path]:
    """The pack folders below a root, in the order of their names."""
    return sorted(path.parent for path in root.rglob("policy.py")) if root.is_dir() else []


@cache
def packs(extra: tuple[Path, ...] = ()) -> dict[str, Pack]:
    """Every pack by name (national/high_tech_enterprise): built in, then those below the extra folders.

    Raises PackProblem where one cannot be loaded or two have one name: a ledger does not start with half its rules.
    """
    found: dict[str, Pack] = {}
    for root in (BUILT_IN, *extra):
        for folder in folders(root):
            name = folder.relative_to(root).as_posix()
            if name in found:
                raise PackProblem(f"有两个政策包都叫 {name}。请给 {folder} 换个名字。")
            try:
                found[name] = load(folder, name)
            except PackProblem as problem:
                raise PackProblem(f"政策包 {name}：{problem.sentence}") from problem
    return found
