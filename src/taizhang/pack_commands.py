"""`taizhang pack check FOLDER` and `taizhang pack cases [ID…]`: for whoever writes or signs a policy pack 政策包."""

import argparse
from pathlib import Path

from taizhang.core.decisions import Refused
from taizhang.policies.engine.cases import Result, read_cases, run
from taizhang.policies.engine.checking import check
from taizhang.policies.engine.loading import BUILT_IN, folders, load


def pack_command(arguments: list[str]) -> int:
    """Run one of the two; 0 when everything holds, 1 when something is wrong."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except Refused as refused:
        print(f"✕ {refused.sentence}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="taizhang pack", description="政策包：检查写法，列出算例和结果")
    commands = parser.add_subparsers(required=True, metavar="check|cases")
    one = commands.add_parser("check", help="检查一个政策包：事实、日期、条款、算例，有什么不对说什么")
    one.add_argument("folder", type=Path, metavar="FOLDER", help="政策包的文件夹")
    one.set_defaults(run=_check)
    many = commands.add_parser("cases", help="列出算例和结果；写编号（H1 T10）只列这几个")
    many.add_argument("ids", nargs="*", metavar="ID")
    many.add_argument("--folder", type=Path, action="append", default=[], help="另外的政策包文件夹")
    many.add_argument("--wrong", action="store_true", help="只列不对的")
    many.set_defaults(run=_cases)
    return parser


def _check(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        raise Refused(f"没有文件夹 {options.folder}。请写政策包所在的文件夹。")
    checked = check(options.folder)
    for problem in checked.problems:
        print(f"✕ {problem}")
    for reminder in checked.reminders:
        print(f"· {reminder}")
    passed = sum(r.passed for r in checked.results)
    if checked.passed:
        print(f"✓ 可以使用。算例 {passed} 个，全部相符；提醒 {len(checked.reminders)} 条。")
    else:
        print(f"有 {len(checked.problems)} 处要改，改好之前不能使用。")
    return 0 if checked.passed else 1


def _cases(options: argparse.Namespace) -> int:
    found = [(f.relative_to(BUILT_IN).as_posix(), f) for f in folders(BUILT_IN)]
    found += [(folder.name, folder) for folder in options.folder]
    wanted, seen, total, wrong = set(options.ids), set[str](), 0, 0
    for name, folder in found:
        pack = load(folder, name)
        results = [run(pack, case) for case in read_cases(folder) if not wanted or case.id in wanted]
        total, wrong = total + len(results), wrong + sum(not r.passed for r in results)
        seen |= {r.case.id for r in results}
        shown = [r for r in results if not (options.wrong and r.passed)]
        if shown:
            print(f"\n{pack.title}（{name}，规则 {pack.version}）")
            print("\n".join(_line(r) for r in shown))
    if wanted - seen:
        print(f"\n没有这些编号：{'、'.join(sorted(wanted - seen))}。")
    print(f"\n算例 {total} 个：相符 {total - wrong}，不符 {wrong}。")
    return 1 if wrong or wanted - seen else 0


def _line(result: Result) -> str:
    sign = "✓" if result.passed else "✕"
    lines = [f"  {sign} {result.case.id:<8} {result.case.says}"]
    lines += [f"           {w}" for w in result.wrong] or [f"           → {result.got}"]
    return "\n".join(lines)
