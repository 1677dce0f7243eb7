"""Addresses of the publication desk, below publishing/."""

from django.urls import path

from taizhang.web.desk.publishing import views

urlpatterns = [
    path("", views.publications, name="publishing"),
    path("new/", views.new, name="publication_new"),
    path("<int:pk>/", views.publication, name="publication"),
    path("<int:pk>/change/", views.change, name="publication_change"),
    path("<int:pk>/files/", views.add_files, name="publication_files"),
    path("<int:pk>/progress/", views.progress, name="publication_progress"),
    path("<int:pk>/files/<int:file>/", views.original, name="publication_file"),
    path("<int:pk>/files/<int:file>/marked/", views.marked, name="publication_marked"),
    path("<int:pk>/files/<int:file>/remove/", views.remove_file, name="publication_remove"),
    path("<int:pk>/release/", views.release, name="publication_release"),
    path("<int:pk>/propose/", views.propose, name="publication_propose"),
    path("<int:pk>/publish/", views.publish, name="publication_publish"),
    path("<int:pk>/withdraw/", views.withdraw, name="publication_withdraw"),
]
