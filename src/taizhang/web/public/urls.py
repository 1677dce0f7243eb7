"""Addresses open to everybody."""

from django.urls import path

from taizhang.web.public import check, views

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("check/", check.check, name="check"),
    path("check/take/", check.take, name="check_take"),
    path("check/rules/", check.rules, name="check_rules"),
    path("check/samples/", check.samples, name="check_samples"),
    path("check/samples/<str:name>/", check.sample, name="check_sample"),
]
