"""`taizhang ...`: the commands of the house, without manage.py."""

import os
import sys

CHECK = "check  核查稿件里的数字：taizhang check 总结.docx（taizhang check --help 看全部选项）"
PACK = "pack   政策包：taizhang pack check 文件夹；taizhang pack cases 列出算例和结果"


def main() -> None:
    """Run a command: check reads a document, pack checks rules; setup, serve, import, verify, backup … are management commands."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["check"] or arguments[:2] == ["help", "check"]:
        from taizhang.checking import check  # before Django is loaded: a check starts in a blink

        sys.exit(check(arguments[1:] if arguments[0] == "check" else ["--help"]))
    if arguments[:1] == ["pack"] or arguments[:2] == ["help", "pack"]:
        from taizhang.pack_commands import pack_command  # pure, as well

        sys.exit(pack_command(arguments[1:] if arguments[0] == "pack" else ["--help"]))
    if arguments in ([], ["help"], ["-h"], ["--help"]):
        print(f"{CHECK}\n{PACK}", end="\n\n")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["taizhang", *arguments])
