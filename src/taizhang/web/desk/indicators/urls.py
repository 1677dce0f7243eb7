"""Addresses of indicators and of the proof of figures."""

from django.urls import path

from taizhang.web.desk.indicators import views_form, views_list, views_one, views_proof, views_regions

urlpatterns = [
    path("figures/", views_proof.figure, name="figure"),
    path("figures/source/", views_proof.source, name="figure_source"),
    path("indicators/", views_list.indicators, name="indicators"),
    path("indicators/-/regions.xlsx", views_regions.regions, name="indicator_regions"),
    path("indicators/-/new/", views_form.new, name="indicator_new"),
    path("indicators/-/preview/", views_form.preview, name="indicator_preview"),
    path("indicators/-/codes/", views_form.codes, name="indicator_codes"),
    path("indicators/-/draft/<slug:code>/", views_form.draft, name="indicator_draft"),
    path("indicators/<slug:code>/", views_one.indicator, name="indicator"),
    path("indicators/<slug:code>/edit/", views_form.edit, name="indicator_edit"),
    path("indicators/<slug:code>/end/", views_form.end, name="indicator_end"),
    path("indicators/<slug:code>/target/", views_one.target, name="indicator_target"),
]
