"""Addresses of the city's sign-in."""

from django.contrib.auth.views import LoginView
from django.urls import include, path

urlpatterns = [
    path("accounts/login/", LoginView.as_view()),
    path("oidc/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("cas/", include("cas_server.urls", namespace="cas_server")),
]
