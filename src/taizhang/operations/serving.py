"""Web, worker and beat under one roof 启动服务, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import urlopen

BEAT_SECONDS = 30
WORKER = "taizhang.operations.web_worker.Worker"


@dataclass
class Process:
    """One child and how to start it again."""

    name: str
    command: list[str]
    child: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.starts = [*self.starts[-4:], time.monotonic()]
        # A session of its own: Ctrl-C reaches this process alone, which then stops its children in order.
        self.child = subprocess.Popen(self.command, start_new_session=True)

    def died(self) -> bool:
        return self.child is not None and self.child.poll() is not None

    def hopeless(self) -> bool:
        """Five starts within a minute: starting once more will not help."""
        return len(self.starts) == 5 and self.starts[-1] - self.starts[0] < 60

    def stop(self, seconds: float = 10) -> None:
        if self.child is None or self.child.poll() is not None:
            return
        self.child.terminate()
        try:
            self.child.wait(seconds)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()


def processes(host: str, port: int) -> list[Process]:
    """The web server, the worker that runs jobs, and the beat that seals the journal and mends."""
    taizhang = [sys.executable, "-m", "taizhang"]
    threads = os.environ.get("TAIZHANG_THREADS", "4")
    web = [
        sys.executable, "-m", "gunicorn", "taizhang.wsgi:application", "--bind", f"{host}:{port}",
        "--worker-class", WORKER, "--workers", os.environ.get("TAIZHANG_WORKERS", "2"), "--threads", threads, "--timeout", "120",
        "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    return [
        Process("web", web),
        Process("worker", [*taizhang, "worker"]),
        Process("beat", [*taizhang, "tick", "--every", str(BEAT_SECONDS)]),
    ]


def serve(host: str, port: int, say: Callable[[str], None], ready: Callable[[], None]) -> int:
    """Run all three until Ctrl-C or SIGTERM; one that dies is started again. 1 when that does not help."""
    running = processes(host, port)
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    for process in running:
        process.start()
    try:
        told = False
        while not stopping:
            told = told or tell_when_ready(host, port, ready)
            for process in running:
                if process.died():
                    if process.hopeless():
                        say(
                            f"{process.name} 反复退出，服务停止；原因见上面的输出。端口 {port} 可能已被占用。"
                        )
                        return 1
                    say(f"{process.name} 意外退出，正在重新启动 …")
                    process.start()
            time.sleep(0.2)
        return 0
    finally:
        for process in running:
            process.stop()


def tell_when_ready(host: str, port: int, ready: Callable[[], None]) -> bool:
    """Call `ready` once the web server answers."""
    address = "127.0.0.1" if host in ("0.0.0.0", "") else host
    try:
        with urlopen(f"http://{address}:{port}/healthz", timeout=2):
            ready()
            return True
    except (URLError, OSError):
        return False
