"""The house under attack: `taizhang serve` in a home folder of its own, with the cast of the tests, and its memory watched."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[2]
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class House:
    """Starts, asks, watches, stops. Use as a context."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.home = Path(tempfile.mkdtemp(prefix="taizhang-hostile-"))
        self.peak = 0
        self.sessions: dict[str, str] = {}
        self._end = threading.Event()

    def __enter__(self) -> "House":
        os.environ.update(
            {
                "TAIZHANG_HOME": str(self.home), "TAIZHANG_SAMPLES": "0", "DJANGO_SETTINGS_MODULE": "taizhang.settings",
                "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
                **{f"TAIZHANG_RATE_{kind}": "off" for kind in ("SIGN_IN", "SEARCH", "UPLOAD", "CHECK", "API")},
            }
        )  # fmt: skip
        subprocess.run([sys.executable, "-m", "taizhang", "setup"], cwd=ROOT, check=True, capture_output=True)
        self.cast = self._people()
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=2):
            raise SystemExit(f"something listens at port {self.port}: it would be asked instead")
        self.log = (self.home / "server.log").open("w+b")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "taizhang", "serve", "--port", str(self.port)],
            cwd=ROOT, stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        self._wait()
        self.before = self.workers()
        self.base = self.memory()
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(30)
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def _people(self) -> Any:
        """The cast of the tests, in the server's own database."""
        import django

        django.setup()
        from tests.cast import assemble

        return assemble()

    def _wait(self) -> None:
        for _ in range(300):
            with suppress(OSError):
                if self.ask("GET", "/healthz").status == 200:
                    return
            time.sleep(0.2)
        raise SystemExit("the server did not start: " + self.said())

    def said(self) -> str:
        """What the server wrote to its log."""
        return (self.home / "server.log").read_text(errors="replace")

    # -- asking

    def session(self, who: str) -> str:
        """The cookie of a person of the cast."""
        if who not in self.sessions:
            from django.test import Client

            client = Client()
            client.force_login(self.cast.users[who])
            self.sessions[who] = client.cookies["sessionid"].value
        return self.sessions[who]

    def ask(
        self,
        method: str,
        path: str,
        *,
        who: str = "",
        body: bytes | str = b"",
        timeout: float = 60,
        **headers: str,
    ) -> Answer:
        """One request; `who` brings the session and the token of a page. A session that was ended meanwhile is begun anew."""
        asked = (method, path, body, timeout, headers)
        answer = self._asked(who, *asked)
        ended = answer.status == 401 or answer.headers.get("location", "").startswith("/sign-in")
        if who and "Cookie" not in headers and ended and self.sessions.pop(who, None):
            return self._asked(who, *asked)
        return answer

    def _asked(
        self, who: str, method: str, path: str, body: bytes | str, timeout: float, headers: dict[str, str]
    ) -> Answer:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if who:
            cookies = f"sessionid={self.session(who)}"
            if method not in ("GET", "HEAD"):
                told.setdefault("X-CSRFToken", TOKEN)
                cookies += f"; csrftoken={TOKEN}"
            told.setdefault("Cookie", cookies)
        elif method not in ("GET", "HEAD"):
            told.setdefault("Cookie", f"csrftoken={TOKEN}")
            told.setdefault("X-CSRFToken", TOKEN)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            content = body.encode() if isinstance(body, str) else body
            with suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was sent
                connection.request(method, path, content or None, told)
            try:
                answer = connection.getresponse()
            except (ConnectionResetError, BrokenPipeError, http.client.RemoteDisconnected):
                if len(content) < TOO_LARGE:
                    raise
                return Answer(413, {"server": "ended"}, b"")
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def form(self, path: str, values: dict[str, Any], *, who: str = "", **headers: str) -> Answer:
        """A form as a browser sends it."""
        body = urlencode(values, doseq=True, errors="surrogatepass")
        told = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", path, who=who, body=body, **told)

    def upload(
        self,
        path: str,
        field: str,
        name: str,
        content: bytes,
        *,
        who: str = "",
        values: dict[str, str] | None = None,
    ) -> Answer:
        """A file as a browser sends it, its name as it is."""
        border = "tz-border-7f3a"
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in (values or {}).items()
        ]
        head = f'--{border}\r\nContent-Disposition: form-data; name="{field}"; filename="'.encode()
        head += name.encode("utf-8", "surrogatepass").replace(b'"', b"%22")
        parts.append(head + b'"\r\nContent-Type: application/octet-stream\r\n\r\n' + content + b"\r\n")
        body = b"".join(parts) + f"--{border}--\r\n".encode()
        return self.ask(
            "POST", path, who=who, body=body, **{"Content-Type": f"multipart/form-data; boundary={border}"}
        )

    # -- watching

    def workers(self) -> set[int]:
        """The processes that must live through everything: gunicorn, its workers, the worker of the queue, the beat."""
        found = set()
        for pid in tree(self.process.pid):
            with suppress(OSError):
                if b"check_child" not in Path(f"/proc/{pid}/cmdline").read_bytes():
                    found.add(pid)
        return found

    def memory(self) -> int:
        """MB that all processes of the house hold."""
        pages = 0
        for pid in tree(self.process.pid):
            with suppress(OSError, IndexError, ValueError):
                pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * PAGE // 1_000_000

    def _watch(self) -> None:
        while not self._end.wait(0.1):
            self.peak = max(self.peak, self.memory() - self.base)

    def died(self) -> list[str]:
        """Processes that did not live through it, and the faults that the log tells of, each once."""
        gone = [f"process {pid} ended" for pid in self.before - self.workers()]
        said = self.said()
        gone += [line for line in said.splitlines() if re.search(r"意外退出|WORKER TIMEOUT|SIGKILL", line)]
        faults = re.findall(
            r"Internal Server Error: .*\nTraceback \(most recent call last\):\n(?:[ \t].*\n|\n)*(\S.*)", said
        )
        return gone + sorted({f"in the log: {fault}"[:300] for fault in faults})


TOKEN = "t" * 32
TOO_LARGE = 20_000_000  # bytes of a body: above that the server may hang up


def tree(pid: int) -> list[int]:
    """A process with all that it started."""
    found, left = [], [pid]
    while left:
        one = left.pop()
        found.append(one)
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                left += [int(each) for each in (task / "children").read_text().split()]
    return found
