"""All addresses, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("taizhang.web.public.urls")),
    path("", include("taizhang.web.desk.urls")),
    path("", include("taizhang.web.portal.urls")),
    path("", include("taizhang.web.annual.urls")),
    path("admin/", include("taizhang.web.admin.urls")),
    path("api/", include("taizhang.web.api.urls")),
]

handler400 = "taizhang.web.public.errors.bad_request"
handler403 = "taizhang.web.public.errors.denied"
handler404 = "taizhang.web.public.errors.not_found"
handler500 = "taizhang.web.public.errors.server_error"
