"""Addresses open to everybody."""

from django.urls import path

from taizhang.web.public import check, health, signing_in

urlpatterns = [
    path("healthz", health.healthz, name="health"),
    path("readyz", health.readyz, name="ready"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.code, name="sign_in_code"),
    path("sign-in/again/", signing_in.again, name="sign_in_again"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("session/", signing_in.session, name="session"),
    path("session/stay/", signing_in.stay, name="session_stay"),
    path("check/", check.check, name="check"),
    path("check/take/", check.take, name="check_take"),
    path("check/rules/", check.rules, name="check_rules"),
    path("check/samples/", check.samples, name="check_samples"),
    path("check/samples/<str:name>/", check.sample, name="check_sample"),
]
