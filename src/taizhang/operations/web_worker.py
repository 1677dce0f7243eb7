"""The web process's worker: who sends the head of a request a byte at a time holds a thread for a few seconds, not for ever.

gunicorn waits without end for the rest of a head. As many such senders as there are threads would shut everybody out.
In front of more than an office stands nginx, which takes heads and bodies in before it asks.
"""

import contextlib
import socket
import threading
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

HEAD_SECONDS = 5


class Worker(ThreadWorker):
    """Threads; a head has HEAD_SECONDS."""

    def handle(self, conn: Any) -> Any:
        """One request of a connection."""
        conn.watch = threading.Timer(HEAD_SECONDS, hang_up, (conn.sock,))
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
