from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "taizhang.regions"
    label = "regions"
    verbose_name = "区划"
