"""A reviewer for tests that judges by single words, so that no model is needed, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mailhuman.config import Account
from mailhuman.mailbox import FoundDraft
from mailhuman.model import Review, Suggestion, ThreadMessage, ToneReading, Warned
from mailhuman.review import Reviewed

TOUCH = "How was the climbing in Spain?"


@dataclass
class WordReviewer:
    """Suggests something where the draft says "hint", warns where it says "warn", and else has nothing to say."""

    asked: list[tuple[str, int]] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def __call__(
        self, found: FoundDraft, lineage: str, thread: Sequence[ThreadMessage], *, account: Account, now: datetime
    ) -> Reviewed:
        self.before()
        self.asked.append((lineage, found.uid))
        self.threads.append(len(thread))
        assert now.tzinfo
        text = found.draft.own_text.lower()
        why = "They told you of it."
        hints = (Suggestion("s1", "trip", "touch", "trip", TOUCH, why, fact="f1"),) if "hint" in text else ()
        warnings = (Warned("w1", "secret", "secret", "warn", "It was told in trust."),) if "warn" in text else ()
        tone = ToneReading("neutral", "formula", 1.0, reason="It is said as things are said.")
        review = Review(found.draft, tone, hints, warnings)
        return Reviewed(review, account.name, found.folder, found.uidvalidity, found.uid, lineage)
