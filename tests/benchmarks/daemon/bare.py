"""The peer: the least a script could do that waits for drafts, marks each and puts a note somewhere; nothing is read or kept."""

from __future__ import annotations

import threading

from imapclient import IMAPClient

from mailhuman.config import Account
from tests.servers.dovecot import PASSWORD

_NOTE = b"From: ann@acme.example\r\nSubject: MailHuman\r\n\r\nA note.\r\n"


class Bare(threading.Thread):
    """IDLE, FETCH, STORE, APPEND, over and over, on one connection."""

    def __init__(self, account: Account) -> None:
        super().__init__(daemon=True)
        self._account = account
        self.ready = threading.Event()
        self.over = threading.Event()

    def run(self) -> None:
        """Serve until it is over."""
        with IMAPClient(self._account.host, self._account.port, ssl=False) as client:
            client.login(self._account.user, PASSWORD)
            client.create_folder("MailHuman")
            client.select_folder("Drafts")
            done: set[int] = set()
            while not self.over.is_set():
                for uid in set(client.search("UNDELETED")) - done:
                    client.fetch([uid], ["BODY.PEEK[]"])
                    client.add_flags([uid], ["$MailHumanSeen"], silent=True)
                    client.append("MailHuman", _NOTE, ["\\Seen"])
                    done.add(uid)
                client.idle()
                self.ready.set()
                client.idle_check(timeout=1)
                client.idle_done()
