"""A large attachment over a bad line, in a real browser: broken off, continued, found again after the page was closed."""

import hashlib

import pytest

from taizhang.files.models import Attachment, Upload
from tests.journeys.test_signing_in import expire, sign_in_over

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


def test_an_upload_outlives_its_session_and_goes_on_from_its_piece(cast, page, sign_in):
    sign_in(page, cast.staff)
    page.goto(f"/registers/organizations/{cast.firm_east.pk}/?tab=files")
    begun, pieces = [], []

    def ends_in_the_middle(route):
        asked = route.request
        if asked.method == "PATCH":
            pieces.append(int(asked.headers["upload-offset"]))
            if len(pieces) == 2:
                expire(cast.staff)
        route.continue_()

    page.route("**/uploads/*/", ends_in_the_middle)
    page.on("request", lambda asked: begun.append(1) if asked.url.endswith("/uploads/") else None)
    page.set_input_files(
        "input[type=file]", {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    sign_in_over(page, "staff")
    page.wait_for_selector("text=已传好")
    piece = 1024 * 1024
    assert (len(begun), pieces) == (1, [0, piece, piece, 2 * piece, 3 * piece])
    page.click("text=添加附件")
    page.wait_for_selector("text=已添加 1 个附件")
    assert Attachment.objects.get().file.sha256 == hashlib.sha256(PDF).hexdigest()


def test_a_session_that_ends_before_the_upload_begins_or_is_given_up_asks_over_the_page(cast, page, sign_in):
    sign_in(page, cast.staff)
    page.goto(f"/registers/organizations/{cast.firm_east.pk}/?tab=files")
    expire(cast.staff)
    page.set_input_files(
        "input[type=file]", {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    sign_in_over(page, "staff")
    page.wait_for_selector("text=已传好")
    assert Upload.objects.filter(by=cast.staff).count() == 1
    expire(cast.staff)
    page.click("text=丢弃")
    sign_in_over(page, "staff")
    page.wait_for_selector("#again:not([open])", state="attached")
    page.wait_for_load_state("networkidle")
    assert not Upload.objects.filter(by=cast.staff).exists()
