"""Addresses of the ladder."""

from django.urls import path

from taizhang.web.desk.ladder import views

urlpatterns = [
    path("", views.ladder, name="ladder"),
    path("export.xlsx", views.export, name="ladder_export"),
]
