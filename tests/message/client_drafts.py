"""Drafts as each mail client shapes them, built around any words of the writer's; everybody in them is invented."""

from __future__ import annotations

from tests.message.draft_shapes import Client, stretches_in
from tests.message.html_drafts import HTML_CLIENTS
from tests.message.plain_drafts import PLAIN_CLIENTS

__all__ = ["CLIENTS", "Client", "stretches_in"]

CLIENTS = (*PLAIN_CLIENTS, *HTML_CLIENTS)
