"""All addresses, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("taizhang.web.public.urls")),
    path("", include("taizhang.web.desk.urls")),
    path("admin/", include("taizhang.web.admin.urls")),
    path("api/", include("taizhang.web.api.urls")),
]
