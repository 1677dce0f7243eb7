"""Addresses of the hand-ins; `period` is written as Period.text: 2022-H1."""

from django.urls import path

from taizhang.web.desk.handins import views_filled, views_layout, views_list, views_tie

urlpatterns = [
    path("", views_list.handins, name="handins"),
    path("new/", views_list.upload, name="handin_upload"),
    path("<int:pk>/", views_layout.layout, name="handin_layout"),
    path("<int:pk>/pick/", views_layout.pick, name="handin_pick"),
    path("<int:pk>/change/", views_layout.change, name="handin_change"),
    path("<int:pk>/end/", views_layout.end, name="handin_end"),
    path("<int:pk>/original/", views_layout.original, name="handin_original"),
    path("<int:pk>/tie/", views_tie.tie, name="handin_tie"),
    path("<int:pk>/ties/<int:tie>/untie/", views_tie.untie, name="handin_untie"),
    path("<int:pk>/ties/<int:tie>/down/", views_tie.down, name="handin_down"),
    path("<int:pk>/fill/", views_filled.fill, name="handin_fill"),
    path("<int:pk>/<str:period>/", views_filled.filled, name="handin_filled"),
    path("<int:pk>/<str:period>/file/", views_filled.download, name="handin_file"),
    path("<int:pk>/<str:period>/hand-in/", views_filled.hand_in, name="handin_done"),
]
