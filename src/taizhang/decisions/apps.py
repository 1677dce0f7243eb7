from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "taizhang.decisions"
    label = "decisions"
    verbose_name = "政策判定"
