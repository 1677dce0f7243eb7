"""gunicorn for the web processes, behind nginx: gunicorn -c gunicorn.conf.py taizhang.wsgi"""

import os

bind = os.environ.get("TAIZHANG_BIND", "127.0.0.1:8000")
# Each thread keeps one connection to PostgreSQL: stay below its max_connections.
workers = int(os.environ.get("TAIZHANG_WORKERS") or min(2 * (os.cpu_count() or 1) + 1, 9))
worker_class = "taizhang.operations.web_worker.Worker"
threads = int(os.environ.get("TAIZHANG_THREADS") or 4)
timeout = 120  # an export of a large register is written within one request
max_requests = 5000  # memory that a library does not give back is returned now and then
max_requests_jitter = 500
# No access log: gunicorn's would hold queries, with what people search for; each request has its line in the application's log.
accesslog = None
control_socket_disable = True
