"""Addresses for programs."""

from django.urls import path

from taizhang.web.api.ledger import api

urlpatterns = [path("v1/", api.urls)]
