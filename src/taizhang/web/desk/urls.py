"""Addresses of the desk."""

from importlib.util import find_spec

from django.urls import include, path

from taizhang.web.desk.views import home, lists, records, search

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("registers/<slug:name>/", lists.register, name="register"),
    path("registers/<slug:name>/<int:pk>/", records.record, name="record"),
]
if find_spec("taizhang.web.desk.intake") and find_spec("taizhang.web.desk.intake.urls"):
    urlpatterns.append(path("imports/", include("taizhang.web.desk.intake.urls")))
