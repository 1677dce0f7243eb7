"""Where a request comes from."""

from django.http import HttpRequest

LOCAL = ("", "127.0.0.1", "::1")


def address_of(request: HttpRequest | None) -> str:
    """The address of the person's machine; behind our own gateway, the one that the gateway names."""
    if request is None:
        return ""
    peer: str = request.META.get("REMOTE_ADDR", "")
    if peer in LOCAL and (named := request.META.get("HTTP_X_FORWARDED_FOR", "")):
        return str(named).rsplit(",", 1)[-1].strip()[:45]
    return peer[:45]
