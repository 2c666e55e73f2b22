"""Mailhuman keeps the human element in outgoing mail: it reads a draft, its thread and your notes, and reminds.

The two doors of the package are `read_tone` and `review_message`; they are loaded when first asked for, so that
importing mailhuman costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mailhuman.review import review_message
    from mailhuman.tone import read_tone

__all__ = ["__version__", "read_tone", "review_message"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attributes are of any type
    """Load one of the two doors when it is first asked for; AttributeError for any other name."""
    if name == "read_tone":
        from mailhuman.tone import read_tone  # noqa: PLC0415 - heavy, loaded on demand

        return read_tone
    if name == "review_message":
        from mailhuman.review import review_message  # noqa: PLC0415 - heavy, loaded on demand

        return review_message
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
