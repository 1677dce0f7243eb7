"""`taizhang worker`: runs the jobs of the queue."""

import logging
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connections

from taizhang.intake import queue
from taizhang.operations import alive

logger = logging.getLogger(__name__)
PAUSE = 2.0  # seconds before a database that did not answer is asked again


class Command(BaseCommand):
    help = "运行排队的任务，直到停止；数据库断开时等它恢复"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        with alive.alive(alive.WORKER):
            self.go_on()

    def go_on(self) -> None:
        while True:
            try:
                self.work()
                return
            except (OperationalError, InterfaceError):
                logger.error("the database did not answer; the worker tries again")
                connections.close_all()
                time.sleep(PAUSE)

    def work(self) -> None:
        """Work until told to stop. Raises OperationalError when the database is gone."""
        name = queue.worker_name()
        queue.bury(mine=name)  # also what this very process was at when the database went away
        call_command(
            "db_worker", interval=0.3, startup_delay=False, reload=False, verbosity=0, worker_id=name
        )
