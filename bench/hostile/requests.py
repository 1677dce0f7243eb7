"""Requests out of bounds: headers, cookies, queries, fields, JSON, encodings, raw bytes on the wire, slow senders."""

import json
import socket
import time
from collections.abc import Callable, Iterator

from bench.hostile.case import Case, Outcome, Verdict, failed, judged
from bench.hostile.house import House

JSON = "application/json"
ORGANIZATIONS = "/api/v1/organizations"
FORM = "application/x-www-form-urlencoded"


def cases() -> Iterator[Case]:
    for name, run in {**LARGE, **ODD}.items():
        yield Case("requests: out of bounds", name, lambda house, run=run: said(run(house)))
    for name, body in bodies().items():
        for path in (ORGANIZATIONS, f"{ORGANIZATIONS}/1/verify"):
            yield Case(
                "requests: JSON",
                f"{name} {path}",
                lambda house, body=body, path=path: posted(house, path, body),
            )
    for name, content in wire().items():
        yield Case("requests: raw", name, lambda house, content=content: sent(house, content))
    yield Case("requests: raw", "slow sender", slow, 40)


def said(answer: object) -> Outcome:
    """Refusals of the web server itself, before any page of ours, are not for people: they need no sentence."""
    own = "x-frame-options" not in answer.headers and answer.status in (400, 408, 413, 414, 431)  # type: ignore[attr-defined]
    return judged(answer.status, answer.body, words=not own)  # type: ignore[attr-defined]


def many_files(house: House) -> object:
    border = "b"
    part = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\na,b\n\r\n'
    return house.ask(
        "POST", "/imports/files/", who="staff", body=part * 500 + b"--b--\r\n",
        **{"Content-Type": f"multipart/form-data; boundary={border}"},
    )  # fmt: skip


def not_led_away(answer: object) -> object:
    if "evil.example" in answer.headers.get("location", "") or b"evil.example" in answer.body:  # type: ignore[attr-defined]
        raise AssertionError("the forwarded host is believed")
    return answer


LARGE: dict[str, Callable[[House], object]] = {
    "header of 7 KB": lambda h: h.ask("GET", "/sign-in/", X_Large="x" * 7_000),
    "header of 1 MB": lambda h: h.ask("GET", "/sign-in/", X_Large="x" * 1_000_000),
    "90 headers": lambda h: h.ask("GET", "/sign-in/", **{f"X_{n}": "x" for n in range(90)}),
    "10,000 headers": lambda h: h.ask("GET", "/sign-in/", **{f"X_{n}": "x" for n in range(10_000)}),
    "cookie of 7 KB": lambda h: h.ask("GET", "/sign-in/", Cookie="a=" + "x" * 7_000),
    "1,000 cookies": lambda h: h.ask("GET", "/sign-in/", Cookie="; ".join(f"c{n}=1" for n in range(800))),
    "query of 4 KB": lambda h: h.ask("GET", "/registers/organizations/?q=" + "x" * 3_900, who="staff"),
    "query of 100 KB": lambda h: h.ask("GET", "/registers/organizations/?q=" + "x" * 100_000, who="staff"),
    "900 parameters": lambda h: h.ask("GET", "/registers/organizations/?" + "a=1&" * 900, who="staff"),
    "search of 3,900 Chinese": lambda h: h.ask("GET", "/search/?q=" + "%E7%A7%91" * 420, who="staff"),
    "10,000 fields": lambda h: h.form("/registers/organizations/new/", {f"f{n}": "x" for n in range(10_000)}, who="staff"),
    "4,900 fields": lambda h: h.form("/registers/organizations/new/", {f"f{n}": "x" for n in range(4_900)}, who="staff"),
    "4,900 times one field": lambda h: h.form("/registers/organizations/verify/", {"ids": ["1"] * 4_900}, who="staff"),
    "field of 15 MB": lambda h: h.form("/registers/organizations/new/", {"name": "x" * 15_000_000}, who="staff"),
    "field of 25 MB": lambda h: h.form("/registers/organizations/new/", {"name": "x" * 25_000_000}, who="staff"),
    "search text of 2 MB": lambda h: h.form("/imports/pasted/", {"text": "x\ty\n" * 500_000}, who="staff"),
    "manuscript of 11 MB": lambda h: h.upload("/check/", "file", "a.txt", b"1" * 11_000_000),
    "manuscript of 70 MB": lambda h: h.upload("/check/", "file", "a.txt", b"1" * 70_000_000),
    "workbook of 60 MB": lambda h: h.upload("/imports/files/", "files", "a.xlsx", b"1" * 60_000_000, who="staff"),
    "file name of 100 KB": lambda h: h.upload("/imports/files/", "files", "x" * 100_000 + ".csv", b"a,b\n1,2\n", who="staff"),
    "500 files at once": many_files,
}  # fmt: skip

ODD: dict[str, Callable[[House], object]] = {
    "invalid UTF-8 in the path": lambda h: h.ask("GET", "/registers/%ff%fe/", who="staff"),
    "invalid UTF-8 in the query": lambda h: h.ask("GET", "/search/?q=%ff%fe%c0%80", who="staff"),
    "invalid UTF-8 in a field": lambda h: h.ask("POST", "/sign-in/", body=b"username=%ff%fe&password=%80", Content_Type=FORM),
    "overlong UTF-8": lambda h: h.ask("GET", "/search/?q=%c0%ae%c0%ae", who="staff"),
    "NUL in a field": lambda h: h.ask("POST", "/sign-in/", body=b"username=a%00b&password=%00", Content_Type=FORM),
    "NUL in the query": lambda h: h.ask("GET", "/search/?q=a%00b", who="staff"),
    "charset that is none": lambda h: h.ask("POST", "/sign-in/", body=b"username=a", Content_Type=FORM + "; charset=tz"),
    "charset utf-7": lambda h: h.ask("POST", "/sign-in/", body=b"username=+ADw-", Content_Type=FORM + "; charset=utf-7"),
    "multipart without a border": lambda h: h.ask("POST", "/sign-in/", body=b"x", Content_Type="multipart/form-data"),
    "multipart with a border of 1 KB": lambda h: h.ask("POST", "/check/", body=b"x", Content_Type="multipart/form-data; boundary=" + "b" * 1000),
    "multipart never closed": lambda h: h.ask("POST", "/check/", body=b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n", Content_Type="multipart/form-data; boundary=b"),
    "multipart with base64 that is none": lambda h: h.ask("POST", "/check/", body=b"--b\r\nContent-Disposition: form-data; name=\"text\"\r\nContent-Transfer-Encoding: base64\r\n\r\n===\r\n--b--", Content_Type="multipart/form-data; boundary=b"),
    "multipart with a header of 1 MB": lambda h: h.ask("POST", "/check/", body=b"--b\r\nContent-Disposition: form-data; name=\"" + b"n" * 1_000_000 + b"\"\r\n\r\nx\r\n--b--", Content_Type="multipart/form-data; boundary=b"),
    "unknown content type": lambda h: h.ask("POST", "/sign-in/", body=b"x", Content_Type="tz/evil"),
    "method override": lambda h: h.ask("POST", f"{ORGANIZATIONS}/1", who="staff", body=b"{}", Content_Type=JSON, X_HTTP_Method_Override="DELETE"),
    "method of its own": lambda h: h.ask("TZEVIL", "/sign-in/"),
    "TRACE": lambda h: h.ask("TRACE", "/sign-in/"),
    "CONNECT": lambda h: h.ask("CONNECT", "/sign-in/"),
    "host of another": lambda h: h.ask("GET", "/sign-in/", Host="evil.example"),
    "host with a script": lambda h: h.ask("GET", "/sign-in/", Host="<script>"),
    "host of 10 KB": lambda h: h.ask("GET", "/sign-in/", Host="a" * 7_000),
    "forwarded host": lambda h: not_led_away(h.ask("GET", "/", X_Forwarded_Host="evil.example")),
    "forwarded address of 1 KB": lambda h: h.ask("GET", "/sign-in/", X_Forwarded_For="9" * 1000),
    "forwarded address with a NUL": lambda h: h.form("/sign-in/", {"username": "x", "password": "y"}, X_Forwarded_For="1.2.3.4%00, <script>"),
    "forwarded https": lambda h: h.ask("GET", "/sign-in/", X_Forwarded_Proto="https"),
    "htmx header with markup": lambda h: h.ask("GET", "/registers/organizations/", who="staff", HX_Request="true", HX_Target="<tz-evil>", HX_Current_URL="javascript:1"),
    "range of a page": lambda h: h.ask("GET", "/static/vendor/tabler.min.css", Range="bytes=0-0,1-1,2-99999999999999"),
    "if-modified-since that is none": lambda h: h.ask("GET", "/static/vendor/tabler.min.css", If_Modified_Since="x" * 1000),
    "accept that is odd": lambda h: h.ask("GET", ORGANIZATIONS, who="staff", Accept=";q=tz,*/*;q=9e9"),
    "language that is odd": lambda h: h.ask("GET", "/sign-in/", Accept_Language="x" * 600 + ",*;q=-1"),
}  # fmt: skip


def bodies() -> dict[str, bytes]:
    """What is no JSON, or too much of it."""
    deep = 100_000
    return {
        "arrays 100,000 deep": b"[" * deep + b"]" * deep,
        "objects 100,000 deep": b'{"a":' * deep + b"1" + b"}" * deep,
        "deep in a value": b'{"values":{"name":' + b"[" * deep + b"]" * deep + b"}}",
        "never closed": b'{"values":' + b"[" * deep,
        "no JSON": b"<xml/>",
        "empty": b"",
        "null": b"null",
        "a number": b"1e999",
        "NaN": b'{"values":{"registered_capital_yuan":NaN}}',
        "number of 100,000 digits": b'{"values":{"name":' + b"9" * 100_000 + b"}}",
        "version of 30 digits": b'{"version":' + b"9" * 30 + b',"values":{}}',
        "lone surrogate": b'{"values":{"name":"\\ud800"},"ground":"\\udfff"}',
        "NUL": b'{"values":{"name":"a\\u0000b"}}',
        "invalid UTF-8": b'{"values":{"name":"\xff\xfe"}}',
        "key twice": b'{"values":{"name":"a"},"values":{"name":"b"}}',
        "100,000 keys": json.dumps({"values": {f"k{n}": 1 for n in range(100_000)}}).encode(),
        "prototype": b'{"__proto__":{"x":1},"values":{"__class__":"x","constructor":1}}',
        "text of 15 MB": b'{"values":{"name":"' + b"x" * 15_000_000 + b'"}}',
        "text of 25 MB": b'{"values":{"name":"' + b"x" * 25_000_000 + b'"}}',
        "BOM": b"\xef\xbb\xbf{}",
        "UTF-16": '{"values":{}}'.encode("utf-16"),
    }


def posted(house: House, path: str, body: bytes) -> Outcome:
    answer = house.ask("POST", path, who="staff", body=body, **{"Content-Type": JSON})
    if answer.status < 300 and b"verify" not in path.encode() and b'"name"' not in body:
        return failed(f"{answer.status}: taken")
    return judged(answer.status, answer.body)


def wire() -> dict[str, bytes]:
    """What no library sends."""
    host = b"Host: 127.0.0.1\r\n"
    smuggled = b"GET /admin/users/ HTTP/1.1\r\n" + host + b"\r\n"
    return {
        "two lengths": b"POST /sign-in/ HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "length and chunks": b"POST /sign-in/ HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled,
        "chunks written oddly": b"POST /sign-in/ HTTP/1.1\r\n" + host + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled,
        "chunks twice": b"POST /sign-in/ HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + smuggled,
        "chunk size of 40 digits": b"POST /sign-in/ HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n",
        "length negative": b"POST /sign-in/ HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n",
        "length with a plus": b"POST /check/ HTTP/1.1\r\n" + host + b"Content-Length: +5\r\n\r\nabcde",
        "length no number": b"POST /check/ HTTP/1.1\r\n" + host + b"Content-Length: tz\r\n\r\n",
        "length of 30 digits": b"POST /check/ HTTP/1.1\r\n" + host + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n",
        "bare line feeds": b"GET /sign-in/ HTTP/1.1\n" + host.replace(b"\r", b"") + b"\n",
        "header without a name": b"GET /sign-in/ HTTP/1.1\r\n" + host + b": x\r\n\r\n",
        "header folded": b"GET /sign-in/ HTTP/1.1\r\n" + host + b"X-A: 1\r\n 2\r\n\r\n",
        "header with a NUL": b"GET /sign-in/ HTTP/1.1\r\n" + host + b"X-A: a\x00b\r\n\r\n",
        "header with underscores": b"GET /sign-in/ HTTP/1.1\r\n" + host + b"X_Forwarded_For: 1.2.3.4\r\n\r\n",
        "two hosts": b"GET /sign-in/ HTTP/1.1\r\n" + host + b"Host: evil.example\r\n\r\n",
        "no host": b"GET /sign-in/ HTTP/1.1\r\n\r\n",
        "whole address": b"GET http://evil.example/sign-in/ HTTP/1.1\r\n" + host + b"\r\n",
        "path without a slash": b"GET sign-in HTTP/1.1\r\n" + host + b"\r\n",
        "path with spaces": b"GET /sign in/ HTTP/1.1\r\n" + host + b"\r\n",
        "path with raw bytes": b"GET /\xff\xfe\x80/ HTTP/1.1\r\n" + host + b"\r\n",
        "HTTP/9.9": b"GET / HTTP/9.9\r\n" + host + b"\r\n",
        "HTTP/0.9": b"GET /\r\n",
        "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
        "zeros": bytes(100_000),
        "line of 1 MB": b"GET /" + b"a" * 1_000_000,
        "pipelined 50": (b"GET /healthz HTTP/1.1\r\n" + host + b"\r\n") * 50,
        "expect": b"POST /sign-in/ HTTP/1.1\r\n" + host + b"Expect: 100-continue\r\nContent-Length: 0\r\n\r\n",
        "upgrade": b"GET /sign-in/ HTTP/1.1\r\n" + host + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    }  # fmt: skip


def sent(house: House, content: bytes) -> Outcome:
    """Any answer below 500 or an ended connection; the page asked for behind the first request is not given."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=8) as line:
        told = b""
        try:
            line.sendall(content)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65_536):
                told += piece
        except OSError:
            pass
    statuses = [int(part[:3]) for part in told.split(b"HTTP/1.1 ")[1:] if part[:3].isdigit()]
    if any(status >= 500 and status not in (501, 505) for status in statuses):
        return failed(f"answers {statuses}")
    if b"/admin/users/add/" in told:
        return failed("the request behind the first one was carried out")
    return Outcome(Verdict.HARMLESS if any(status < 400 for status in statuses) else Verdict.REFUSED)


def slow(house: House) -> Outcome:
    """Two dozen senders who never end a head, three to a thread, do not keep others waiting for long."""
    lines = [socket.create_connection(("127.0.0.1", house.port), timeout=5) for _ in range(24)]
    try:
        for _ in range(4):
            for line in lines:
                line.sendall(b"X" if _ else b"GET / HTTP/1.1\r\nX-Slow: ")
            time.sleep(0.5)
        began = time.monotonic()
        answer = house.ask("GET", "/healthz", timeout=20)
        waited = time.monotonic() - began
    finally:
        for line in lines:
            line.close()
    if answer.status != 200 or waited > 20:
        return failed(f"others waited {waited:.1f} s for {answer.status}")
    return Outcome(Verdict.HARMLESS)
