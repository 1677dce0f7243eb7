"""Addresses open to everybody."""

from django.urls import path

from taizhang.web.public import views

urlpatterns = [
    path("healthz", views.health, name="health"),
]
