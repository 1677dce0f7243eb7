from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "taizhang.web"
    label = "web"
    verbose_name = "界面"

    def ready(self) -> None:
        from taizhang.operations import job_log  # noqa: F401  (hears of jobs that begin and end)
