from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class JournalConfig(AppConfig):
    name = "taizhang.journal"
    label = "journal"
    verbose_name = "日志"

    def ready(self) -> None:
        from taizhang.journal import guard

        connection_created.connect(guard.watch_connection, dispatch_uid="journal.guard")
        pre_migrate.connect(guard.migrating, dispatch_uid="journal.guard.migrating")
        post_migrate.connect(guard.migrated, dispatch_uid="journal.guard.migrated")
