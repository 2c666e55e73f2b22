"""Catches a refusal, and sees that nothing in it tells a token, a code, an address, or the provider's own words."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest

from mailhuman.errors import MailhumanError

_NEVER = ("access-", "refresh-", "code-", "device-1", "@falk.example", "WDJB", "no, jo", "hunter")


def refusal(call: Callable[[], object]) -> MailhumanError:
    """The failure of `call`."""
    with pytest.raises(MailhumanError) as caught:
        call()
    assert caught.value.next_step
    told = "".join(traceback.format_exception(caught.value)) + caught.value.next_step
    said = "\n".join(line for line in told.splitlines() if not line.startswith(("    ", "  File")))
    assert not [word for word in _NEVER if word in said]
    return caught.value
