"""The demo itself: the sample served over IMAP, and every draft reviewed by the same code that reviews real ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from mailhuman.config import Account
from mailhuman.demo.letters import draft_id, folders_of
from mailhuman.demo.sample import Begun, Sample, sample, sample_contacts
from mailhuman.demo.server import DemoServer, serving
from mailhuman.review import Reviewed, review_account, rules
from mailhuman.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Stage:
    """A running demo: its mailbox, the server that holds it, and a store with the owner's notes."""

    sample: Sample
    server: DemoServer
    store: Store
    now: datetime

    @property
    def account(self) -> Account:
        """The account with which to reach the sample mailbox."""
        server = self.server
        return Account(
            name="demo",
            address=self.sample.address.email,
            host=server.host,
            port=server.port,
            security="plain",
            user=server.user,
            timeout=10,
        )

    def reviews(self) -> Iterator[tuple[Begun, Reviewed]]:
        """Review every draft over a real connection, each with its entry in the sample."""
        begun = {draft_id(number): draft for number, draft in enumerate(self.sample.drafts, start=1)}
        password = self.server.password
        for found in review_account(  # by the bundled rules alone: the visitor's own are not touched
            self.account, now=self.now, store=self.store, password=password, rulebook=rules()
        ):
            yield begun[found.review.draft.message_id], found


@contextmanager
def staged(now: datetime) -> Iterator[Stage]:
    """Set up the demo as of `now`, and take everything away again at the end, whatever ends it.

    MailhumanError if the server's library is missing or the server cannot start.
    """
    mailbox = sample(now)
    with (
        serving(folders_of(mailbox, now), mailbox.address.email) as server,
        TemporaryDirectory(prefix="mailhuman-demo-") as folder,
        open_store(f"sqlite:///{Path(folder) / 'mailhuman.db'}") as store,
    ):
        store.save_contacts(sample_contacts(now))
        yield Stage(mailbox, server, store, now)
