"""Drafts as each mail client shapes them, built around any words of the writer's; everybody in them is invented."""

from __future__ import annotations

from tests.message.draft_shapes import Client, stretches_in
from tests.message.html_drafts import HTML_CLIENTS
from tests.message.plain_drafts import PLAIN_CLIENTS

__all__ = ["CLIENTS", "OWN", "Client", "stretches_in"]

CLIENTS = (*PLAIN_CLIENTS, *HTML_CLIENTS)
OWN = (
    ("Hi Priya,", "Numbers attached & checked: 3 < 4. See <draft 2>.", "Can you confirm? I wrote it all down.", "Ann"),
    ("On page 4 it says Friday, not Monday.",),
    ("Thanks – see you at Café Zoë… 谢谢 🙂", "From here on it is all yours."),
    ("One more thing: what do you think?",),
)  # fmt: skip
"""Stretches of words a writer types, in the order they are used."""
