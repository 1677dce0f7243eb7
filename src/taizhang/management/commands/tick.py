"""`taizhang tick`: what must happen by itself; under a timer, or in a loop with --every."""

import logging
import time
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from taizhang.operations import alive
from taizhang.operations.beat import beat, clean, today

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "封存日志、找回中断的任务；加 --every 秒数 则循环执行"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=0)

    def handle(self, *, every: float, **options: Any) -> None:
        with alive.alive(alive.BEAT) if every else nullcontext():
            self.go_on(every)

    def go_on(self, every: float) -> None:
        cleaned = None
        while True:
            try:
                beat(today())
                if cleaned != today():
                    clean()
                    cleaned = today()
            except OperationalError:
                if not every:
                    raise
                logger.exception("the database did not answer; trying again")
            if not every:
                return
            close_old_connections()
            time.sleep(every)
