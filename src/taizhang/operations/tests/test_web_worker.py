"""Slow senders against a real gunicorn: the worker of `taizhang serve`, two threads, two seconds for a head."""

import socket
import subprocess
import sys
import time

import pytest

APP = """
import time
from taizhang.operations import web_worker
web_worker.HEAD_SECONDS = 2

def application(environ, start):
    if environ["PATH_INFO"] == "/long":
        time.sleep(2.6)
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length)
    said = b"got %d" % len(body)
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(said)))])
    return [said]
"""
ASK = b"GET /%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    """Where the server listens: a socket file."""
    home = tmp_path_factory.mktemp("web")
    (home / "app.py").write_text(APP)
    command = [
        sys.executable, "-m", "gunicorn", "app:application", "--bind", "unix:s", "--workers", "1", "--threads", "2",
        "--worker-class", "taizhang.operations.web_worker.Worker", "--no-control-socket", "--chdir", str(home),
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=home, stderr=subprocess.DEVNULL)
    where = str(home / "s")
    for _ in range(300):
        try:
            answer(where, ASK % b"")
            break
        except OSError:
            time.sleep(0.1)
    yield where
    process.terminate()
    process.wait(30)


def connected(where):
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(20)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line


def answer(where, content):
    with connected(where) as line:
        line.sendall(content)
        return b"".join(iter(lambda: line.recv(65_536), b""))


def test_senders_who_never_end_a_head_do_not_shut_others_out(door):
    slow = [connected(door) for _ in range(8)]
    for line in slow:
        line.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
    began = time.monotonic()
    said = answer(door, ASK % b"")
    waited = time.monotonic() - began
    for line in slow:
        line.close()
    assert said.endswith(b"got 0")
    assert waited < 7, "two seconds for the first two of eight, half a second for the others; not eight"


def test_a_head_that_is_cut_off_is_hung_up_on(door):
    with connected(door) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        began = time.monotonic()
        line.recv(1000)
        assert 1.8 < time.monotonic() - began < 10


def test_a_page_may_take_longer_than_a_head(door):
    assert answer(door, ASK % b"long").endswith(b"got 0")


def test_a_body_may_come_slowly(door):
    with connected(door) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 6\r\n\r\n")
        for _ in range(6):
            time.sleep(0.4)
            line.sendall(b"x")
        assert b"".join(iter(lambda: line.recv(65_536), b"")).endswith(b"got 6")
