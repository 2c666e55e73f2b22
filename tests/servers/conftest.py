"""The Dovecot and the users of the mailbox tests serve here too."""

from __future__ import annotations

from tests.mailbox.conftest import dovecot, user

__all__ = ["dovecot", "user"]
