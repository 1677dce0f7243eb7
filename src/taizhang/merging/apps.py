from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "taizhang.merging"
    label = "merging"
    verbose_name = "合并单位"
