"""Addresses of the annual data: an enterprise's own under my/annual/, those of a firm under annual/<its number>/."""

from django.urls import URLPattern, path

from taizhang.web.annual import ledgers, people, views


def pages(where: str, name: str) -> list[URLPattern]:
    """The pages of a year, once for each way to reach it."""
    return [
        path(f"{where}<int:year>/", views.form, name=f"{name}_form"),
        path(f"{where}<int:year>/check/", views.check, name=f"{name}_check"),
        path(f"{where}<int:year>/total/", views.total, name=f"{name}_total"),
        path(f"{where}<int:year>/people/", people.people, name=f"{name}_people"),
        path(f"{where}<int:year>/ledger/", ledgers.ledger, name=f"{name}_ledger"),
        path(f"{where}<int:year>/ledger/take/", ledgers.take, name=f"{name}_take"),
        path(f"{where}<int:year>/receipt/<int:number>/", views.receipt, name=f"{name}_receipt"),
    ]


urlpatterns = [
    path("my/annual/", views.mine, name="my_annual"),
    *pages("my/annual/", "my_annual"),
    path("annual/<int:pk>/", views.firm, name="annual"),
    *pages("annual/<int:pk>/", "annual"),
]
