"""The web process's worker: who sends the head of a request a byte at a time holds a thread for a few seconds, not for ever.

gunicorn waits without end for the rest of a head. As many such senders as there are threads would shut everybody out.
The time counts from when the connection asked for a thread, so that a queue of such senders is through as fast as one.
In front of more than an office stands nginx, which takes heads and bodies in before it asks.
"""

import contextlib
import socket
import threading
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

HEAD_SECONDS = 5
AT_LEAST = 0.5  # seconds with a thread, however long the wait for it was: the head has come in meanwhile


class Worker(ThreadWorker):
    """Threads; a head has HEAD_SECONDS."""

    def enqueue_req(self, conn: Any) -> None:
        """A connection has something to say and waits for a thread."""
        conn.asked_at = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """One request of a connection."""
        left = max(AT_LEAST, HEAD_SECONDS - (time.monotonic() - conn.asked_at))
        conn.watch = threading.Timer(left, hang_up, (conn.sock,))
        conn.watch.daemon = True
        conn.watch.start()
        try:
            return super().handle(conn)
        finally:
            conn.watch.cancel()

    def handle_request(self, req: Any, conn: Any) -> Any:
        """The head is whole: from here on the page takes its time."""
        conn.watch.cancel()
        return super().handle_request(req, conn)


def hang_up(sock: socket.socket) -> None:
    """End what comes in: the thread that waits for it wakes up."""
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
