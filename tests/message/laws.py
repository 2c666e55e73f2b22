"""The laws of a message that was read, as checks any test or fuzzer can make."""

from __future__ import annotations

from mailhuman.model import Draft, ThreadMessage


def check(message: Draft | ThreadMessage) -> None:
    """Spans are in order, apart, inside the text, trimmed and not empty, and begin and end with whole lines."""
    text, end = message.text, None
    for span in message.own:
        assert span.start < span.end <= len(text)
        # between two stretches something is set aside, or they would be one
        assert end is None or text[end : span.start].strip()
        words = span.of(text)
        assert words == words.strip()
        assert not line_before(text, span.start).strip()
        assert not line_after(text, span.end).strip()
        end = span.end
    assert not {"\0", "\r"} & set(text)


def line_before(text: str, at: int) -> str:
    """What stands on the same line before `at`."""
    return text[text.rfind("\n", 0, at) + 1 : at]


def line_after(text: str, at: int) -> str:
    """What stands on the same line from `at` on."""
    end = text.find("\n", at)
    return text[at : len(text) if end < 0 else end]


def check_same(one: Draft, other: Draft) -> None:
    """Two readings of the same bytes are equal, and so hash alike."""
    assert one == other
    assert hash(one) == hash(other)
