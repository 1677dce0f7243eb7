"""Weighty acts ask for the second factor again 再次验证, when the last code is some time ago."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taizhang.access.can import WORDS
from taizhang.access.roles import Act
from taizhang.accounts.addresses import address_of
from taizhang.accounts.models import User
from taizhang.accounts.second_factor import check, is_stale, passed
from taizhang.journal.writing import Author

WEIGHTY = {Act.SIGN, Act.PUBLISH, Act.USERS, Act.SECURITY}
FIELD = "code_again"
LARGEST = 200_000  # characters of a form that travels through the page that asks


def code_asked(request: HttpRequest, act: Act) -> HttpResponse | None:
    """A page that asks for the code and then sends the same form again; None when the act may go on.

    Nothing that was typed is lost: the form's own fields travel through the page.
    """
    user = request.user
    if request.method != "POST" or act not in WEIGHTY or not isinstance(user, User):
        return None
    return ask_code(request, user, WORDS.get(act, ""))


def ask_code(request: HttpRequest, user: User, what: str) -> HttpResponse | None:
    """The same for any one act that a view finds weighty."""
    if not is_stale(request, user):
        return None
    sentence = ""
    if FIELD in request.POST:
        answer = check(user=user, code=request.POST[FIELD], author=Author(user, address=address_of(request)))
        if answer.right:
            passed(request)
            return None
        sentence = answer.sentence
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in (FIELD, "csrfmiddlewaretoken")
        for value in values
    ]
    if sum(len(v) for _, v in fields) > LARGEST:
        fields = []
    told = {"fields": fields, "what": what, "sentence": sentence, "field": FIELD}
    return render(request, "public/code_again.html", told, status=401)
