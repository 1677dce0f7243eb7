"""Who acts in a request, for the journal."""

from django.http import HttpRequest

from taizhang.accounts.addresses import address_of
from taizhang.journal.writing import Author


def author_of(request: HttpRequest, ground: str = "") -> Author:
    """The signed-in user with the address of his machine and the ground he gave."""
    user = request.user
    assert user.is_authenticated
    return Author(user, ground.strip(), address=address_of(request))
