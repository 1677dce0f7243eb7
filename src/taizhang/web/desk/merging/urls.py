"""Addresses of merging, below merging/."""

from django.urls import path

from taizhang.web.desk.merging import views_list, views_merge

urlpatterns = [
    path("", views_list.likely, name="merging"),
    path("done/", views_list.done, name="merging_done"),
    path("not-same/", views_list.not_same, name="merging_not_same"),
    path("not-same/<int:pk>/back/", views_list.reconsider, name="merging_reconsider"),
    path("pick/", views_list.pick, name="merging_pick"),
    path("compare/", views_merge.compare, name="merging_compare"),
    path("<int:pk>/", views_merge.merge, name="merge"),
    path("<int:pk>/progress/", views_merge.progress, name="merge_progress"),
    path("<int:pk>/undo/", views_merge.undo, name="merge_undo"),
]
