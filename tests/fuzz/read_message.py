r"""A fuzz target for atheris: no bytes may make reading fail, take long, or break the laws of spans.

atheris (PyPI) is no dependency; without it this says so and ends. Run from the checkout, with messages to begin from:

    pip install atheris
    python -m tests.fuzz.read_message FOLDER_FOR_FINDINGS FOLDER_WITH_MESSAGES \
        -dict=tests/fuzz/mail.dict -max_total_time=300 -max_len=20000

Options behind the folders are libFuzzer's. What it finds is written where it was called, as crash-…; to see it again:
`python -m tests.fuzz.read_message crash-…`. A finding becomes a test in tests/message before it is mended.
"""

from __future__ import annotations

import sys
import time
from types import ModuleType

from mailhuman.errors import MailhumanError

SLOW = 3.0
"""Seconds of the processor one message may take here, where every line is traced; untraced it is a tenth."""


def one_input(data: bytes) -> None:
    """Read the bytes as a draft and as a thread; AssertionError if a law is broken."""
    from mailhuman.message import read_draft, read_thread  # noqa: PLC0415 - imported once traced, see main
    from tests.message.laws import check, check_same  # noqa: PLC0415 - as above

    began = time.process_time()
    draft = read_draft(data)
    check(draft)
    check_same(draft, read_draft(data))
    try:
        thread = read_thread(data)
    except MailhumanError as error:
        assert error.next_step  # noqa: PT017 - most bytes are a thread; those that are not say what to do
        return
    for message in thread:
        check(message)
    assert time.process_time() - began < SLOW, "slow"


def atheris_or_none() -> ModuleType | None:
    """The fuzzer, where it is installed."""
    try:
        import atheris  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - run by hand, not a dependency
    except ImportError:
        return None
    found: ModuleType = atheris
    return found


def main() -> None:
    """Trace the room and fuzz it until libFuzzer ends."""
    atheris = atheris_or_none()
    if atheris is None:
        sys.exit("atheris is not installed here: pip install atheris")
    with atheris.instrument_imports(include=["mailhuman", "tests.message"]):
        import mailhuman.message  # noqa: PLC0415 - so that its lines are traced
        import tests.message.laws  # noqa: F401, PLC0415 - as above
    mailhuman.message.read_draft(b"From: a@b.example\n\nThe model of languages is loaded by these words.\n")
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
