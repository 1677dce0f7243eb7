"""What can be written behind `taizhang check`, and its help, in Chinese."""

import argparse
import sys
from dataclasses import dataclass
from typing import Literal, NoReturn

Detail = Literal["short", "usual", "all"]

USAGE = "taizhang check 文件… [--json] [--annotate 批注稿.docx] [--style] [--all | --quiet] [--no-colour]"
HELP = f"""\
用法：{USAGE}

找出稿件里的每一个数字，把文中自己说的加总、占比、增减、完成率、前后一致逐条重算，标出对不上的。

  文件                  docx、doc、pdf、html、txt、xlsx，或文件夹（连同下级）；- 为标准输入
  --json                输出 JSON，不输出报告
  --annotate 批注稿     另存一份带批注的 docx，原稿的格式不动；几个文件时写一个已有的文件夹
  --style               同时查文面：数字和单位的写法、层次序数、版式，逐条写明依据
  --all                 没有核对的数字逐个列出，相符的全部列出
  --quiet               每个文件只报一行
  --no-colour           不用颜色（设了 NO_COLOR 或不是终端时也不用）
  -h, --help            看这一页

退出码：0 没有不符；1 有不符（加 --style 时，有“建议”也算）；2 有文件没能读出来或没能批注（其余文件照样核查）。
--json 给一个文件，输出一个对象；给几个文件或一个文件夹，输出数组，次序同文件，每个对象的 file 是文件名，
  读不出的只有 file 和 error。figures、relations 的写法与标注样本一致，start、end 是读出文本的字符位置，
  holds 为 true、false，存疑为 null；前后措辞、位次等标注样本没有的核对写在 asides。
不联网，不留存，不需要登录。
"""


@dataclass(frozen=True)
class Options:
    """What the person asked for."""

    files: list[str]
    json: bool
    annotate: str
    style: bool
    no_colour: bool
    detail: Detail


class _Parser(argparse.ArgumentParser):
    def format_help(self) -> str:
        return HELP

    def error(self, message: str) -> NoReturn:
        said = message.replace("unrecognized arguments: ", "没有这个选项：").replace("argument ", "")
        said = said.replace(": expected one argument", " 后面要写一个文件名")
        print(f"{said}\n用法：{USAGE}\n全部选项：taizhang check --help", file=sys.stderr)
        sys.exit(2)


def parse(arguments: list[str]) -> Options:
    """The options of one command line. Ends the program where they make no sense, and after --help."""
    parser = _Parser(allow_abbrev=False)
    parser.add_argument("files", nargs="*")
    for switch in ("--json", "--style", "--all", "--quiet"):
        parser.add_argument(switch, action="store_true")
    parser.add_argument("--no-colour", "--no-color", action="store_true")
    parser.add_argument("--annotate")
    got = parser.parse_args(arguments)
    if not got.files:
        parser.error("请写要核查的文件")
    if got.annotate is not None and not got.annotate.strip():
        parser.error("--annotate 后面要写一个文件名")
    detail: Detail = "short" if got.quiet else "all" if got.all else "usual"
    return Options(got.files, got.json, got.annotate or "", got.style, got.no_colour, detail)
