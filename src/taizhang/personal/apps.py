from django.apps import AppConfig


class PersonalConfig(AppConfig):
    name = "taizhang.personal"
    label = "personal"
    verbose_name = "个人信息"
