"""Addresses of indicators and of the proof of figures."""

from django.urls import path

from taizhang.web.desk.indicators import views_list, views_one, views_proof

urlpatterns = [
    path("figures/", views_proof.figure, name="figure"),
    path("figures/source/", views_proof.source, name="figure_source"),
    path("indicators/", views_list.indicators, name="indicators"),
    path("indicators/<slug:code>/", views_one.indicator, name="indicator"),
    path("indicators/<slug:code>/target/", views_one.target, name="indicator_target"),
]
