"""The process from which server, worker and beat are forked 进程: Django is loaded once, so that a restart costs milliseconds.

It has no threads and no connections of its own. Killed children are reaped by the system.
"""

import os
import signal
import socket
import time
from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn

BEAT_EVERY = 0.4
DEAD_AFTER = timedelta(seconds=2.5)  # of silence; 90 to 180 in production


class Zygote:
    """The driver's side: start a role, kill it, know whether it lives."""

    def __init__(self, listener: socket.socket) -> None:
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            ours.close()
            breed(theirs, listener)
        theirs.close()
        self.line = ours.makefile("rw")
        self.pids: dict[str, int] = {}

    def start(self, role: str) -> None:
        """Fork a server, worker or beat; it has the listening socket already, so no request is turned away."""
        self.line.write(f"{role}\n")
        self.line.flush()
        self.pids[role] = int(self.line.readline())

    def kill(self, role: str) -> None:
        """SIGKILL, and wait until it is gone."""
        pid = self.pids.pop(role)
        os.kill(pid, signal.SIGKILL)
        while alive(pid):
            time.sleep(0.001)

    def died(self) -> list[str]:
        """Who ended without being killed."""
        return [role for role, pid in self.pids.items() if not alive(pid)]

    def stop(self) -> None:
        for role in list(self.pids):
            if alive(self.pids[role]):
                self.kill(role)
        self.line.close()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def breed(line: socket.socket, listener: socket.socket) -> NoReturn:
    """The zygote's own life: fork whom the driver asks for, until the driver is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    find_the_dead_soon()
    roles: dict[str, Callable[[], None]] = {"server": lambda: serve(listener), "worker": work, "beat": beat}
    asked = line.makefile("rw")
    children: list[int] = []
    while role := asked.readline().strip():
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            line.close()
            try:
                roles[role]()
            finally:
                os._exit(1)
        children.append(pid)
        asked.write(f"{pid}\n")
        asked.flush()
    for pid in children[-8:]:
        if alive(pid):
            os.kill(pid, signal.SIGKILL)
    os._exit(0)


def find_the_dead_soon() -> None:
    """Nobody here waits minutes until a silent job counts as dead."""
    from taizhang.files import store
    from taizhang.intake import jobs, progress
    from taizhang.merging import actions as asking
    from taizhang.merging import jobs as merge_jobs
    from taizhang.reports import bundles, manuscripts

    store.DAY = 2 * DEAD_AFTER.total_seconds()
    asking.AT_ONCE = 2  # a merge of three linked rows is a job's here; of 500 in production
    merge_jobs.STALE = DEAD_AFTER
    progress.OVER = 2 * DEAD_AFTER.total_seconds()
    jobs.STALE = bundles.STALE = manuscripts.STALE = DEAD_AFTER


def serve(listener: socket.socket) -> None:
    """The WSGI application behind a server with a thread for each connection."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: object) -> None: ...

    from taizhang.wsgi import application

    server = ThreadedWSGIServer(listener.getsockname(), Quiet, bind_and_activate=False)
    server.socket = listener
    server.server_name, server.server_port = listener.getsockname()
    server.setup_environ()
    server.set_app(application)
    server.serve_forever(poll_interval=5)


def work() -> None:
    """The worker of the queue, as `taizhang worker` runs it."""
    from django_tasks_db.management.commands.db_worker import Worker

    from taizhang.intake import queue

    Worker(
        queue_names=["default"], interval=0.05, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id=queue.worker_name(), excluded_queue_names=[],
    ).run()  # fmt: skip


def beat() -> None:
    """What `taizhang tick --every` does, oftener."""
    from django.db import OperationalError

    from taizhang.files import store
    from taizhang.operations import beat as beating

    while True:
        try:
            beating.beat(beating.today())
            store.sweep(time.time())  # once a day in production
        except OperationalError as error:
            print(f"    beat: {error}", flush=True)
        time.sleep(BEAT_EVERY)
