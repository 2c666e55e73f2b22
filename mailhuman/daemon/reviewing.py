"""Reviews for all accounts, one at a time: what reads the tone and what is kept are shared, and one core is enough."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime

from mailhuman.config import Account
from mailhuman.mailbox import FoundDraft
from mailhuman.model import ThreadMessage
from mailhuman.review import Reviewed, review_found
from mailhuman.store import Store
from mailhuman.tone import read_tone
from mailhuman.touches import Rulebook


class Reviewer:
    """Reviews a draft by the rules and what the store knows; may be called by any thread."""

    def __init__(self, store: Store, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._store = store
        self._alone = threading.Lock()

    def warm_up(self) -> None:
        """Load what a first review would have to wait for."""
        with self._alone:
            read_tone("Thank you, that is a good plan.")

    def __call__(
        self, found: FoundDraft, lineage: str, thread: Sequence[ThreadMessage], *, account: Account, now: datetime
    ) -> Reviewed:
        """Review it, as of `now`."""
        with self._alone:
            return review_found(found, lineage, thread, self._store, account=account, rulebook=self.rulebook, now=now)
