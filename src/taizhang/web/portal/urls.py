"""Addresses of what enterprises may have."""

from django.urls import path

from taizhang.web.portal.views import answering, correcting, firms, first, page

urlpatterns = [
    path("my/benefits/", page.mine, name="my_benefits"),
    path("benefits/", firms.firms, name="benefits"),
    path("benefits/<int:pk>/", page.firm, name="benefits_of"),
    path("benefits/<int:pk>/first/", first.first, name="benefits_first"),
    path("benefits/<int:pk>/answer/", answering.answer, name="benefits_answer"),
    path("benefits/<int:pk>/remind/", answering.remind, name="benefits_remind"),
    path("benefits/<int:pk>/facts/<slug:fact>/", correcting.correct, name="benefits_correct"),
    path("benefits/<int:pk>/policies/<path:pack>/", page.policy, name="benefits_policy"),
]
