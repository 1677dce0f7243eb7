from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.access.marks import acts
from taizhang.access.roles import Act


@acts(Act.HOME)
def home(request: HttpRequest, **more: object) -> HttpResponse:
    return render(request, "shell.html")
