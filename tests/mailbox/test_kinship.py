"""Which earlier messages belong to a draft, and how many of them are kept."""

from __future__ import annotations

import pytest

from mailhuman.mailbox.kinship import MOST, Kin, Tie, bare_subject, chosen
from mailhuman.mailbox.search import in_one_line
from mailhuman.message import read_draft
from mailhuman.model import Address, ThreadMessage
from tests.mailbox.letters import NOW, OWNER, days_ago, sent

_BOB, _CY, _ANN = (Address(f"{name}.example") for name in ("bob@falk", "cy@falk", "ann@acme"))
_DRAFT = read_draft(
    sent(
        to="Bob <bob@falk.example>, ann@acme.example",
        subject="Re: Boxes",
        message_id="<d@acme.example>",
        extra="In-Reply-To: <parent@falk.example>\nReferences: <root@falk.example> <parent@falk.example>\n",
    )
)
_KIN = Kin.of(_DRAFT, OWNER, NOW)


def _message(sender: Address = _BOB, to: Address = _ANN, **fields: object) -> ThreadMessage:
    known: dict[str, object] = {"message_id": "<m@x.example>", "sender": sender, "to": (to,), "date": NOW}
    return ThreadMessage(**{**known, **fields})  # type: ignore[arg-type] # fields by name


@pytest.mark.parametrize(
    "subject",
    ["Boxes", "Re: Boxes", "RE: Re: boxes", "AW: WG: Boxes", "Fwd: [team] Re: Boxes", "Antw: Boxes", "SV: Boxes",
     "Re[2]: Boxes", "回复：Boxes", "[team] Boxes"],
)  # fmt: skip
def test_answers_have_the_subject_of_what_they_answer(subject: str) -> None:
    assert bare_subject(subject).casefold() == "boxes"


@pytest.mark.parametrize("subject", ["Invoice: boxes", "Boxes [urgent]", "Reboxes"])
def test_other_words_before_a_colon_belong_to_the_subject(subject: str) -> None:
    assert bare_subject(subject) == subject


@pytest.mark.parametrize(
    ("message", "tie"),
    [
        (_message(message_id="<parent@falk.example>", sender=_CY, date=days_ago(300)), "reference"),
        (_message(references=("<root@falk.example>",), sender=_CY), "reference"),
        (_message(in_reply_to=("<parent@falk.example>",), sender=_CY), "reference"),
        (_message(subject="AW: Boxes"), "subject"),
        (_message(subject="Boxes", sender=_CY, to=_ANN), None),
        (_message(subject="Lunch"), "people"),
        (_message(subject="Lunch", sender=_ANN, to=_BOB), "people"),
        (_message(subject="Lunch", sender=_ANN, to=_CY), None),
        (_message(subject="Lunch", date=days_ago(91)), None),
        (_message(subject="Boxes", date=days_ago(91)), None),
        (_message(message_id="<d@acme.example>"), None),
        (_message(sender=Address("joebob@falk.example")), None),
    ],
)
def test_ties(message: ThreadMessage, tie: Tie | None) -> None:
    assert _KIN.tie(message) == tie


def test_the_writers_own_address_ties_nobody() -> None:
    alone = Kin.of(read_draft(sent(to="ann@acme.example")), OWNER, NOW)
    assert alone.people == frozenset()
    assert alone.searches("inbox") == ()
    assert alone.tie(_message(sender=_ANN, to=_ANN)) is None


def test_every_search_is_bounded_in_time_and_leaves_out_the_deleted() -> None:
    searches = [*_KIN.searches("inbox"), *_KIN.searches("sent")]
    assert len(searches) == 6
    for search in searches:
        assert in_one_line(search.key).startswith("UNDELETED SINCE ")
        assert search.most <= 40


def test_an_empty_draft_asks_nothing() -> None:
    assert Kin.of(read_draft(b"Subject: \r\n\r\n"), OWNER, NOW).searches("inbox") == ()


def test_a_draft_to_hundreds_with_long_references_asks_short_questions() -> None:
    many = read_draft(
        sent(
            to=", ".join(f"p{number}@falk.example" for number in range(400)),
            subject="word " * 300,
            extra="References: " + " ".join(f"<{number * 'x'}@falk.example>" for number in range(300)) + "\n",
        )
    )
    for box in ("inbox", "sent"):
        assert all(len(in_one_line(search.key)) < 6_000 for search in Kin.of(many, OWNER, NOW).searches(box))


def test_each_message_counts_once_oldest_first() -> None:
    old, new = _message(message_id="<1@x>", date=days_ago(2)), _message(message_id="<2@x>", date=days_ago(1))
    assert chosen([("people", new), ("people", old), ("subject", new)]) == (old, new)


def test_messages_without_an_identifier_are_all_kept() -> None:
    bare = [_message(message_id="", date=days_ago(number)) for number in range(3)]
    assert len(chosen([("people", message) for message in bare])) == 3


def test_no_kind_of_tie_crowds_out_the_others() -> None:
    def many(tie: Tie) -> list[tuple[Tie, ThreadMessage]]:
        return [(tie, _message(message_id=f"<{tie}{n}@x>", date=days_ago(n / 10))) for n in range(100)]

    kept = chosen([*many("people"), *many("subject"), *many("reference")])
    assert len(kept) == MOST
    counts = {tie: sum(tie in message.message_id for message in kept) for tie in ("reference", "people", "subject")}
    assert counts == {"reference": 30, "people": 20, "subject": 10}
    assert max(message.date for message in kept if message.date) == NOW
