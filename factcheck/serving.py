"""Gunicorn's settings, the same in `make run` and in the container: `gunicorn -c python:factcheck.serving`.

Settings are read here first, so that a wrong variable ends the server with one sentence instead of a loop of
workers that die with a traceback each.
"""

from factcheck.environment import port_number, positive
from factcheck.settings import WEB_THREADS, env

wsgi_app = "factcheck.wsgi"
bind = f"{env.str('HOST', default='127.0.0.1')}:{env.int('PORT', default=8000, validate=port_number)}"
worker_class = "gthread"
workers = env.int("WEB_WORKERS", default=2, validate=positive)
threads = WEB_THREADS
limit_request_line = 8190  # the most it takes: what a list may be asked for, written in percent signs, is long
control_socket_disable = True  # it would be one more thing to guard, in whatever the home directory is
preload_app = True  # imported once, not by each worker: a second of every start, and memory that they share
