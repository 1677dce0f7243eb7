"""What every answer tells the browser to refuse 安全响应头: pages, files, errors, redirects, the interface, static files.

Scripts and styles come from this host alone and are never inline; a page loads no frame, no plugin, no worker and no
other host. Trusted types are not asked for: htmx 2 writes fragments as text, so the one policy that would let it work
lets everything pass (docs/decisions/0019-hostile-input.md).
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = "; ".join((
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "font-src 'self'",
    "img-src 'self' data:", "object-src 'none'", "frame-src 'none'", "worker-src 'none'", "base-uri 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
))  # fmt: skip
UNUSED = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}


def content_security(get_response: Answer) -> Answer:
    """The headers above on every answer that has none of its own; what is not a static file is kept nowhere."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", "no-store")  # static files bring their own
        return response

    return answer
