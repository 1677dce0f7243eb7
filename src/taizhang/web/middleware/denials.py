"""Who was told that his role may not 拒绝访问: in the journal, once an hour for each person and sentence."""

import hashlib

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from taizhang.accounts.addresses import address_of
from taizhang.journal.events import Event
from taizhang.journal.writing import Author, Note, write
from taizhang.web.middleware.policy import Answer

QUIET = 3600  # seconds in which the same refusal of the same person is not written again


class denials:
    """Writes a refusal down and leaves the answer alone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        if isinstance(error, PermissionDenied):
            note_denial(request, str(error))


def note_denial(request: HttpRequest, sentence: str) -> None:
    """Write a refusal down, unless the person had the same one within the hour: a loop cannot flood the journal."""
    user = request.user
    if not user.is_authenticated or not sentence:
        return
    said = hashlib.sha256(sentence.encode()).hexdigest()[:24]
    if not cache.add(f"denied:{user.pk}:{said}", 1, QUIET):
        return
    with transaction.atomic():
        author = Author(user, address=address_of(request))
        asked = {"path": request.path[:200], "method": request.method}
        write(author, Note(Event.ACCESS_REFUSED, title=sentence, after=asked))
