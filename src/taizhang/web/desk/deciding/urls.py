"""Addresses of decisions, below decisions/."""

from django.urls import path

from taizhang.web.desk.deciding import views

urlpatterns = [
    path("changes/", views.changes, name="decision_changes"),
    path("again/", views.again, name="decisions_again"),
    path("first/", views.first, name="decisions_first"),
    path("runs/<int:pk>/", views.run, name="decision_run"),
    path("runs/<int:pk>/progress/", views.run_progress, name="decision_run_progress"),
    path("undo/", views.undo, name="decisions_undo"),
]
