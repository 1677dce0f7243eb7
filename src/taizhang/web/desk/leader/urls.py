"""Addresses of the leader's page."""

from django.urls import path

from taizhang.web.desk.leader import views

urlpatterns = [
    path("", views.leader, name="leader"),
    path("choose/", views.choose, name="leader_choose"),
    path("pick/", views.pick, name="leader_pick"),
]
