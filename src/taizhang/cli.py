"""`taizhang ...`: the commands of the house, without manage.py."""

import os
import sys


def main() -> None:
    """Run a management command: setup, serve, import, verify, backup, restore, worker, tick …"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["taizhang", *sys.argv[1:]])
