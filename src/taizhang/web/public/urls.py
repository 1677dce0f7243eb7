"""Addresses open to everybody."""

from django.urls import path

from taizhang.web.public import views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
