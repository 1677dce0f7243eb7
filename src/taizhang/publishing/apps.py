from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "taizhang.publishing"
    label = "publishing"
    verbose_name = "公示与公开"
