"""What no page answers is answered in words: to people on a page, to programs as a sentence."""

import pytest


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v1/organizations/-5", "/api/v2/"])
def test_a_program_gets_a_sentence_where_nothing_is(db, client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert "没有这个接口地址" in answer.json()["sentence"]


def test_a_host_that_is_not_ours_is_refused_in_words(db, client):
    page = client.get("/sign-in/", headers={"host": "elsewhere.example"})
    assert (page.status_code, "没有看懂这个请求" in page.content.decode()) == (400, True)
    told = client.get("/api/v1/organizations", headers={"host": "elsewhere.example"})
    assert (told.status_code, "没有登记的网址" in told.json()["sentence"]) == (400, True)


def test_a_fault_is_told_to_a_program_as_a_sentence(cast, client, monkeypatch):
    client.raise_request_exception = False
    client.force_login(cast.staff)
    monkeypatch.setattr("taizhang.web.api.ledger.Ledger.described", lambda *_: 1 / 0)
    told = client.get("/api/v1/openapi.json")
    assert (told.status_code, "系统出错" in told.json()["sentence"]) == (500, True)


def test_too_many_fields_are_refused_in_words(cast, client):
    client.force_login(cast.staff)
    answer = client.post("/registers/organizations/new/", {f"f{n}": "x" for n in range(6000)})
    assert (answer.status_code, "没有看懂这个请求" in answer.content.decode()) == (400, True)


def test_an_address_of_a_button_opened_by_hand_says_so(cast, client):
    client.force_login(cast.staff)
    page = client.get("/imports/files/")
    assert (page.status_code, page["Allow"], "不能直接打开" in page.content.decode()) == (405, "POST", True)
    told = client.delete("/api/v1/organizations")
    assert (told.status_code, "不接受这种请求" in told.json()["sentence"]) == (405, True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=" + "b" * 1000, b"x"),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="' + b"n" * 100_000 + b'"\r\n\r\nx\r\n--b--'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/sign-in/", "/check/", "/check/take/"])
def test_a_body_that_cannot_be_read_is_refused_in_words_not_as_our_fault(db, client, kind, body, path):
    client.raise_request_exception = False
    answer = client.post(path, body, content_type=kind)
    assert (answer.status_code, "没有看懂这个请求" in answer.content.decode()) == (400, True)


def test_a_declared_charset_is_left_aside(db, client):
    form = "application/x-www-form-urlencoded; charset=utf-7"
    answer = client.post("/sign-in/", b"username=%E7%94%B2+ADw-script&password=x", content_type=form)
    assert answer.status_code == 200
    assert "用户名或密码不对" in answer.content.decode()
