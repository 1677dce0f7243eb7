"""`taizhang worker`: runs the jobs of the queue."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "运行排队的任务，直到停止"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("db_worker", interval=0.3, startup_delay=False, reload=False, verbosity=0)
