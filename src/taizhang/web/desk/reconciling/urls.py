"""Addresses of reconciling, below reconcile/."""

from django.urls import path

from taizhang.web.desk.reconciling import views

urlpatterns = [
    path("", views.manuscripts, name="reconcile"),
    path("<int:pk>/", views.manuscript, name="manuscript"),
    path("<int:pk>/progress/", views.progress, name="manuscript_progress"),
    path("<int:pk>/decide/", views.decide, name="manuscript_decide"),
    path("<int:pk>/again/", views.again, name="manuscript_again"),
    path("<int:pk>/original/", views.original, name="manuscript_original"),
    path("<int:pk>/found.json", views.found, name="manuscript_json"),
    path("<int:pk>/marked.docx", views.marked, name="manuscript_marked"),
]
