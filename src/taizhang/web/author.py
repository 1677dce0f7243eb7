"""Who acts in a request: for the journal, and whose bureau it is about."""

from django.http import Http404, HttpRequest

from taizhang.accounts.addresses import address_of
from taizhang.accounts.models import Bureau, User
from taizhang.journal.writing import Author


def person_of(request: HttpRequest) -> User:
    """The person who asks; the act of a view has seen to it that somebody is signed in."""
    assert isinstance(request.user, User)
    return request.user


def bureau_of(request: HttpRequest) -> Bureau:
    """The person's bureau; 404 for who has none."""
    bureau = person_of(request).bureau
    if bureau is None:
        raise Http404
    return bureau


def author_of(request: HttpRequest, ground: str = "") -> Author:
    """The signed-in user with the address of his machine and the ground he gave."""
    return Author(person_of(request), ground.strip(), address=address_of(request))
