"""Addresses open to everybody."""

from django.urls import path

from taizhang.web.public import check, health, notices, policies, signing_in
from taizhang.web.public.providers import cas, directory, entering, oidc

urlpatterns = [
    path("healthz", health.healthz, name="health"),
    path("readyz", health.readyz, name="ready"),
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.code, name="sign_in_code"),
    path("sign-in/again/", signing_in.again, name="sign_in_again"),
    path("sign-in/oidc/", oidc.start, name="sign_in_oidc"),
    path("sign-in/oidc/back/", oidc.back, name="sign_in_oidc_back"),
    path("sign-in/cas/", cas.start, name="sign_in_cas"),
    path("sign-in/cas/back/", cas.back, name="sign_in_cas_back"),
    path("sign-in/directory/", directory.sign_in, name="sign_in_ldap"),
    path("sign-in/done/", entering.done, name="sign_in_done"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("session/", signing_in.session, name="session"),
    path("session/stay/", signing_in.stay, name="session_stay"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:pk>/", notices.notice, name="notice"),
    path("notices/<int:pk>/files/<int:file>/", notices.notice_file, name="notice_file"),
    path("policies/", policies.policies, name="policies"),
    path("policies/<path:name>/", policies.policy, name="policy"),
    path("check/", check.check, name="check"),
    path("check/take/", check.take, name="check_take"),
    path("check/rules/", check.rules, name="check_rules"),
    path("check/samples/", check.samples, name="check_samples"),
    path("check/samples/<str:name>/", check.sample, name="check_sample"),
]
