"""Which draft is which, which was sent and with which words, and whom new mail concerns: all without keeping a word."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest

from mailhuman.daemon.decide import Lying
from mailhuman.daemon.lineages import followed, waiting_for
from mailhuman.daemon.said import digest_of, offered_in, reader_of, verdict_of, wording_in
from mailhuman.daemon.sent import sent_as, taken_along
from mailhuman.daemon.threads import concerned
from mailhuman.mailbox import FoundDraft
from mailhuman.model import Address, Draft, Remembered, Review, Span, Suggestion, ThreadMessage, ToneReading, Warned
from mailhuman.store import Known, Trace, Watched, trace_of

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)
ME, BOB, ANN = Address("me@acme.example"), Address("bob@falk.example"), Address("ann@falk.example")
OWNER = frozenset({ME.email})
TEXT = "The plan for May is in the folder, with what the room and the food cost us last year."
TOUCH = Suggestion(
    "s1", "trip", "touch", "trip", "How was Lisbon, Bob?", "", ("Did Lisbon treat you well?", "Hi!"), fact="f"
)


def draft(text: str = TEXT, to: Address = BOB, **more: object) -> Draft:
    known = Draft(sender=ME, to=(to,), subject="The plan", text=text, own=(Span(0, len(text)),))
    return replace(known, **more)  # type: ignore[arg-type]  # each test names the fields it changes


def found(uid: int, written: Draft | None = None, validity: int = 7) -> FoundDraft:
    return FoundDraft("Drafts", validity, uid, written or draft())


def trace(uid: int, lineage: str, written: Draft | None = None, validity: int = 7, seen: datetime = NOON) -> Trace:
    new = trace_of(written or draft(), account="work", folder="Drafts", uidvalidity=validity, uid=uid, seen=seen)
    return replace(new, lineage=lineage)


def watched(uid: int, lineage: str, written: Draft | None = None) -> Watched:
    return Watched("work", "Drafts", lineage, 7, uid, digest_of(written or draft()), "hint", "r", NOON)


def review(written: Draft, *suggestions: Suggestion, warned: bool = False) -> Review:
    warnings = (Warned("w", "secret", "secret", "plan", ""),) * warned
    return Review(written, ToneReading("neutral", "none", 1.0), suggestions, warnings)


@pytest.mark.parametrize(
    "other",
    [
        draft(TEXT + " Yours"),
        draft(to=ANN),
        draft(cc=(ANN,)),
        draft(subject="A plan"),
        draft(attachments=("plan.pdf",)),
        draft(in_reply_to=("<1@x>",)),
        draft(status="encrypted"),
    ],
)
def test_a_draft_that_says_something_else_has_another_digest(other: Draft) -> None:
    assert digest_of(other) != digest_of(draft())


def test_what_a_client_changes_by_itself_changes_no_digest() -> None:
    assert digest_of(draft(message_id="<new@x>", date=NOON)) == digest_of(draft())


def test_a_warning_is_told_before_a_hint_and_nothing_of_what_is_closed_to_us() -> None:
    assert verdict_of(review(draft())) == "seen"
    assert verdict_of(review(draft(), TOUCH)) == "hint"
    assert verdict_of(review(draft(), TOUCH, warned=True)) == "warn"
    assert verdict_of(review(draft(status="encrypted"), TOUCH)) == "nothing"
    assert verdict_of(review(draft(""))) == "nothing"


def test_what_was_offered_is_kept_without_a_word_or_an_address() -> None:
    [offered] = offered_in(review(draft(), TOUCH), OWNER)
    kept = str(asdict(offered)).lower()
    assert not [word for word in ("lisbon", "bob", "falk") if word in kept]
    assert len(offered.wordings) == 2  # "Hi!" is said every day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dear Bob,\nHow was Lisbon, Bob? The plan is", "How was Lisbon, Bob?"),
        ("so: how was\nLISBON bob?! Fine", "how was\nLISBON bob?!"),
        ("Did Lisbon treat you well?", "Did Lisbon treat you well?"),
        ("How was Lisbon?", ""),
        ("Hi!", ""),
        ("", ""),
    ],
)
def test_a_wording_is_found_in_what_was_sent_whatever_its_marks_and_case(text: str, words: str) -> None:
    [offered] = offered_in(review(draft(), TOUCH), OWNER)
    assert wording_in(text, offered) == words


def test_the_reader_is_the_first_in_to_who_is_not_the_writer() -> None:
    assert reader_of(draft(to=ME, cc=(ANN,)), OWNER) == ANN
    assert reader_of(draft(to=ME), OWNER) is None


def test_a_draft_is_known_in_the_message_it_was_sent_as_and_only_there() -> None:
    gone = [trace(4, "plan"), trace(5, "other", draft("Where do we meet for the concert on Friday evening?", ANN))]
    sent = sent_as(gone, [found(90, draft(TEXT + " See you."))], NOON)
    assert set(sent) == {"plan"}
    assert sent_as(gone, [found(90, draft("Something else altogether, of other days and ways.", ANN))], NOON) == {}
    assert sent_as([], [found(90)], NOON) == {}


def test_of_what_was_offered_only_what_went_along_is_remembered_and_once() -> None:
    row = replace(watched(4, "plan"), offered=offered_in(review(draft(), TOUCH), OWNER))
    with_it, without = draft(f"{TOUCH.text} {TEXT}"), draft(TEXT)
    [entry] = taken_along(row, with_it, (), NOON)
    assert (entry.outcome, entry.contact, entry.text, entry.lineage) == ("sent", BOB.email, TOUCH.text, "plan")
    assert taken_along(row, without, (), NOON) == ()
    assert taken_along(row, with_it, (entry,), NOON) == ()
    assert taken_along(row, replace(with_it, to=(ANN,)), (), NOON) == ()
    assert isinstance(entry, Remembered)


def look(known: Known, lying: tuple[int, ...], *new: FoundDraft) -> dict[int, str]:
    told = followed(new, known, Lying(7, lying), "work", NOON + timedelta(seconds=5))
    return {each.found.uid: each.lineage for each in told.named}


def test_a_draft_saved_anew_keeps_its_name_and_a_new_one_is_named_by_its_place() -> None:
    known = Known((trace(4, "plan"),), (watched(4, "plan"),))
    other = found(6, draft("Where do we meet for the concert on Friday evening?", ANN))
    names = look(known, (5, 6), found(5, draft(TEXT + " More.")), other)
    assert names[5] == "plan"
    assert names[6] not in {"plan", ""}
    assert names[6] == look(known, (5, 6), other)[6]


def test_the_same_words_saved_anew_are_nothing_new() -> None:
    known = Known((trace(4, "plan"),), (watched(4, "plan"),))
    [named] = followed([found(5)], known, Lying(7, (5,)), "work", NOON).named
    assert not named.is_new
    [named] = followed([found(5, draft(TEXT + " More."))], known, Lying(7, (5,)), "work", NOON).named
    assert named.is_new


def test_a_copy_that_proved_to_be_the_next_save_gives_up_its_own_name() -> None:
    copy = trace(5, "copy", draft(TEXT + " More."), seen=NOON)
    known = Known(
        (replace(trace(4, "plan"), born=NOON - timedelta(hours=1)), copy), (watched(4, "plan"), watched(5, "copy"))
    )
    told = followed([], known, Lying(7, (5,)), "work", NOON + timedelta(seconds=5))
    assert told.named == ()
    assert told.merged == ("copy",)


def test_a_copy_waits_for_the_one_it_is_like_as_long_as_that_lies_there() -> None:
    known = Known((trace(4, "plan"),), (watched(4, "plan"),))
    newer = found(5, draft(TEXT + " More."))
    assert waiting_for([newer], known, Lying(7, (4, 5)), "work", NOON) == {5: 4}
    assert waiting_for([newer], known, Lying(7, (5,)), "work", NOON) == {}
    stranger = found(5, draft("Where do we meet for the concert on Friday evening?", ANN))
    assert waiting_for([stranger], known, Lying(7, (4, 5)), "work", NOON) == {}
    assert waiting_for([found(4)], known, Lying(7, (4,)), "work", NOON) == {}


@pytest.mark.parametrize(
    ("message", "concerns"),
    [
        (ThreadMessage("<9@x>", sender=BOB, to=(ME,)), {"to bob"}),
        (ThreadMessage("<9@x>", sender=ME, to=(BOB,)), {"to bob"}),
        (ThreadMessage("<9@x>", sender=Address("new@x.example"), references=("<q@x>",)), {"an answer"}),
        (ThreadMessage("<q@x>", sender=Address("new@x.example")), {"an answer"}),
        (ThreadMessage("<9@x>", sender=Address("news@x.example"), to=(ME,)), set()),
        (ThreadMessage(""), set()),
    ],
)
def test_new_mail_concerns_drafts_of_its_thread_and_to_its_people(message: ThreadMessage, concerns: set[str]) -> None:
    traces = [
        trace(1, "to bob"),
        trace(2, "an answer", draft(to=ANN, in_reply_to=("<q@x>",))),
        trace(3, "to nobody", draft(to=ME)),
    ]
    assert concerned(traces, [message], OWNER) == concerns
