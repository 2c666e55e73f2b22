"""Figures for Prometheus, served to this machine alone, and only where the configuration names a port."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from mailhuman.daemon.board import Standing
from mailhuman.errors import MailhumanError

_HOST = "127.0.0.1"
_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_UP = frozenset({"watching", "polling"})
_FIGURES: tuple[tuple[str, str, str, Callable[[Standing], int]], ...] = (
    ("up", "gauge", "Whether the account is being watched.", lambda each: int(each.state in _UP)),
    ("drafts", "gauge", "Drafts in the folder.", lambda each: each.drafts),
    ("reviews_total", "counter", "Drafts reviewed.", lambda each: each.reviewed),
    ("notes_total", "counter", "Reviews with a note.", lambda each: each.noted),
    ("ended_total", "counter", "Drafts that were sent or deleted.", lambda each: each.ended),
    ("failures_total", "counter", "What went wrong, however it ended.", lambda each: each.failures),
)


def figures(standings: Sequence[Standing]) -> str:
    """Write the states of the accounts in Prometheus' text format."""
    lines: list[str] = []
    for name, kind, meaning, of in _FIGURES:
        lines += [f"# HELP mailhuman_{name} {meaning}", f"# TYPE mailhuman_{name} {kind}"]
        lines += [f'mailhuman_{name}{{account="{_escaped(each.account)}"}} {of(each)}' for each in standings]
    return "\n".join(lines) + "\n"


@contextmanager
def served(port: int, standings: Callable[[], Sequence[Standing]]) -> Iterator[int]:
    """Serve the figures at `port` (0: any free one) until the end; gives the port. MailhumanError if it is taken."""

    class Answer(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            """Give the figures to who asks this machine by its own name: a web page elsewhere must not."""
            if self.headers.get("Host", "") not in {f"{_HOST}:{found}", f"localhost:{found}"}:
                self.send_error(403)
            elif self.path != "/metrics":
                self.send_error(404)
            else:
                self._give(figures(standings()).encode())

        def _give(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", _TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the standard library
            """Say nothing."""

    try:
        server = ThreadingHTTPServer((_HOST, port), Answer)
    except OSError:
        raise MailhumanError(
            f"the port {port} for metrics is taken", next_step="name another one: metrics_port under [daemon]"
        ) from None
    found = server.server_address[1]
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
    try:
        yield int(found)
    finally:
        server.shutdown()
        server.server_close()


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
