"""Whoever reads mail for weeks holds no more after it than before: no word of a mail stays in the vocabulary."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from mailhuman.tone import TextToRead, read_tone, read_tones

pytestmark = pytest.mark.model


def mails(first: int, most: int) -> Iterator[TextToRead]:
    for number in range(first, first + most):
        yield TextToRead(
            f"Hi Quince{number},\n\nsend marzipan{number}x to plum-{number * 7}.example by noon. Thanks!",
            id=str(number),
        )


def held() -> tuple[int, int]:
    from mailhuman.tone.pipeline import _pipeline  # noqa: PLC0415 - loads spaCy

    vocab = _pipeline()._nlp.vocab
    return sum(1 for _ in vocab), len(vocab.strings)  # len(vocab) counts what was ever seen


def test_neither_words_nor_their_letters_are_kept() -> None:
    list(read_tones(mails(0, 5)))
    before = held()
    list(read_tones(mails(100, 60)))
    assert held() == before


def test_objects_do_not_pile_up() -> None:
    list(read_tones(mails(0, 40)))
    before = sys.getallocatedblocks()
    list(read_tones(mails(1000, 200)))
    assert sys.getallocatedblocks() - before < 2_000  # 200 mails kept would be ten times as many


def test_answers_are_given_one_by_one_as_mails_come() -> None:
    taken: list[str] = []

    def coming() -> Iterator[TextToRead]:
        for mail in mails(0, 3):
            taken.append(mail.id)
            yield mail

    answers = read_tones(coming())
    next(answers)
    assert taken == ["0"]


def test_the_order_and_the_company_of_mails_change_no_answer() -> None:
    listed = list(mails(0, 12))
    alone = [read_tone(mail.text) for mail in listed]
    assert list(read_tones(listed)) == alone
    assert list(read_tones(reversed(listed))) == alone[::-1]
    assert [next(iter(read_tones([mail]))) for mail in listed] == alone
