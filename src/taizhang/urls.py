"""All addresses, by audience."""

from importlib import import_module

from django.urls import include, path


def present(name: str) -> bool:
    try:
        return bool(import_module(name))
    except ImportError:
        return False


urlpatterns = [
    path("", include("taizhang.web.public.urls")),
    path("", include("taizhang.web.desk.urls")),
]
if present("taizhang.web.admin.urls"):
    urlpatterns.append(path("admin/", include("taizhang.web.admin.urls")))
if present("taizhang.web.api.urls"):
    urlpatterns.append(path("api/", include("taizhang.web.api.urls")))
