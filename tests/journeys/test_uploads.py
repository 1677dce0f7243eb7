"""A large attachment over a bad line, in a real browser: broken off, continued, found again after the page was closed."""

import hashlib

import pytest

from taizhang.files.models import Attachment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 14_000  # 3.6 MB: four pieces


def test_an_attachment_goes_on_where_the_line_broke(cast, page, sign_in):
    sign_in(page, cast.staff)
    page.goto(f"/registers/organizations/{cast.firm_east.pk}/?tab=files")
    seen = []

    def bad_line(route):
        if route.request.method != "PATCH":
            route.continue_()
            return
        seen.append(int(route.request.headers["upload-offset"]))
        if len(seen) in (2, 3):
            route.abort()
        else:
            route.continue_()

    page.route("**/uploads/*/", bad_line)
    page.set_input_files(
        "input[type=file]", {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.wait_for_selector("text=已传好")
    piece = 1024 * 1024
    assert seen == [0, piece, piece, piece, 2 * piece, 3 * piece]

    # The page is closed before the form was sent; the file is offered again and attached once.
    page.goto("/")
    page.goto(f"/registers/organizations/{cast.firm_east.pk}/?tab=files")
    page.wait_for_selector("text=传好，还没有添加")
    page.dblclick("text=添加附件")
    page.wait_for_selector("text=已添加 1 个附件")
    made = Attachment.objects.get()
    assert (made.name, made.file.sha256) == ("合同.pdf", hashlib.sha256(PDF).hexdigest())
