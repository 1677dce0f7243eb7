from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "taizhang.files"
    label = "files"
    verbose_name = "附件"
