"""From a draft saved to its keyword and its note on the server's disk: ours beside the bare script, turn by turn."""

from __future__ import annotations

import imaplib
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.daemon.bare import Bare
from tests.benchmarks.daemon.home import daemon_for
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.maildir import Maildir

_MARKED = re.compile(r":2,[A-Z]*[a-z]")
_PATIENCE = 15.0


def measure(server: Dovecot, folder: Path, turns: int) -> None:
    """Print p50 and p99 of both, and what ours takes beyond the other."""
    bare = Bare(server.account("bare", port=server.port, security="plain"))
    bare.start()
    assert bare.ready.wait(10)
    with daemon_for(server, ["ours"], folder):
        _settle(server, "ours")
        times: dict[str, list[float]] = {"ours": [], "bare": []}
        chance = random.Random(7)
        for number in range(turns):
            for user, seconds in times.items():
                time.sleep(chance.uniform(0.05, 0.4))  # so that no rhythm of the server's favours either
                seconds.append(_one(server, user, number))
    bare.over.set()
    _report(times)


def _settle(server: Dovecot, user: str) -> None:
    """Let the daemon come up and load what it needs: a first draft that does not count."""
    _one(server, user, -1, patience=60)


def _one(server: Dovecot, user: str, number: int, patience: float = _PATIENCE) -> float:
    """Seconds from the server's word that a draft is saved to its mark and its note."""
    mailbox = server.maildir(user)
    notes = len(_notes(mailbox))
    line = imaplib.IMAP4("127.0.0.1", server.port)
    line.login(user, PASSWORD)
    line.append("Drafts", "(\\Draft)", "", _draft(user, number))
    began = time.monotonic()
    _until(lambda: len(_notes(mailbox)) > notes and _all_marked(mailbox), began + patience)
    took = time.monotonic() - began
    line.logout()
    return took


def _until(done: Callable[[], bool], end: float) -> None:
    while not done():
        assert time.monotonic() < end, "no mark or no note came in time"
        time.sleep(0.001)


def _notes(mailbox: Maildir) -> list[str]:
    return _names(mailbox, ".MailHuman")


def _all_marked(mailbox: Maildir) -> bool:
    return all(_MARKED.search(name) for name in _names(mailbox, ".Drafts"))


def _names(mailbox: Maildir, folder: str) -> list[str]:
    """The names of the messages in a folder; their files may be renamed meanwhile, so none is opened."""
    places = (mailbox.root / folder / part for part in ("cur", "new"))
    return [path.name for place in places if place.is_dir() for path in place.iterdir()]


def _draft(user: str, number: int) -> bytes:
    return (
        f"From: {user}@acme.example\r\nTo: reader{number}@falk.example\r\nSubject: Question {number}\r\n"
        f"Message-ID: <q{number}@acme.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"Send me the figures of week {number} today. You should have done this long ago.\r\n"
    ).encode()


def _report(times: dict[str, list[float]]) -> None:
    cut = {user: quantiles(seconds, n=100) for user, seconds in times.items()}
    print("from a saved draft to its keyword and note, milliseconds")
    for user, each in cut.items():
        print(f"  {user:5} p50 {each[49] * 1000:7.1f}   p99 {each[98] * 1000:7.1f}   ({len(times[user])} drafts)")
    print(f"  ours beyond bare: p50 {(cut['ours'][49] - cut['bare'][49]) * 1000:.1f} (to reach: at most 40)")
