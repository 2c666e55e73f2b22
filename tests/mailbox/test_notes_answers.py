"""What a star, a deletion or a move of a note says; and all that looks like an answer and is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailhuman.mailbox.answering import Answer, Known, Said, answers, history, offered, worth_a_note
from mailhuman.mailbox.folders import Listed
from mailhuman.mailbox.noted import FoundNote, Look, surplus
from mailhuman.mailbox.notes import Notes
from mailhuman.mailbox.pen import Pen
from mailhuman.model import Draft, Review, Suggestion, ToneReading, Warned
from tests.mailbox.conftest import Serve
from tests.mailbox.letters import letter

NOW = datetime(2026, 3, 12, 17, tzinfo=UTC)
_KNOWN = Known("draft1", 7, 11)
_TONE = ToneReading("neutral", "formula", 1.5)
_TRIP = Suggestion("s1", "trip-back", "touch", "trip", "How was Lisbon?", "They are back.", fact="f1")
_SOFT = Suggestion("s2", "soften-ask", "tone", "soften-ask", "Could you …", "An order.")
_LEAK = Warned("w1", "private-fact", "leak", "the words", "why")
_REVIEW = Review(Draft(), _TONE, (_TRIP, _SOFT), (_LEAK,))


def lying(uid: int = 11, *flags: str, lineage: str = "draft1") -> FoundNote:
    return FoundNote(lineage, "r1", uid, 7, frozenset(flags))


def said(seen: Look, *known: Known) -> list[Said]:
    return [each.said for each in answers(known or (_KNOWN,), seen)]


def folder(*notes: FoundNote, paused: tuple[FoundNote, ...] = (), **more: object) -> Look:
    return replace(Look(7, notes, 0, is_whole=True, paused=paused), **more)  # type: ignore[arg-type] # its own fields


def test_a_note_that_lies_there_says_nothing() -> None:
    assert said(folder(lying(11, "\\seen"))) == []
    assert said(folder(lying(11, "\\answered", "$forwarded"))) == []


def test_a_note_taken_out_of_its_folder_or_marked_as_deleted_is_enough() -> None:
    assert said(folder()) == ["enough"]
    assert said(folder(lying(11, "\\deleted"))) == ["enough"]
    assert said(folder(lying(12, lineage="other"), others=3)) == ["enough"]


def test_a_star_means_not_for_this_person_even_on_a_deleted_note() -> None:
    assert said(folder(lying(11, "\\flagged"))) == ["not for this person"]
    assert said(folder(lying(11, "\\flagged", "\\deleted"))) == ["not for this person", "enough"]


def test_a_note_in_the_folder_for_pausing_asks_for_a_pause_and_is_not_missing() -> None:
    assert said(folder(paused=(lying(2),))) == ["pause"]
    assert said(folder(paused=(lying(2, "\\flagged"),))) == ["not for this person", "pause"]
    assert said(folder(paused=(lying(2, "\\deleted"),))) == ["enough"]


def test_a_folder_that_is_gone_made_anew_or_not_wholly_seen_answers_nothing() -> None:
    assert said(Look()) == []
    assert said(folder(uidvalidity=8)) == []
    assert said(folder(is_whole=False)) == []


def test_a_note_moved_away_and_back_or_copied_is_there() -> None:
    assert said(folder(lying(99))) == []
    assert said(folder(lying(11, "\\deleted"), lying(99))) == []


def test_notes_of_drafts_not_known_say_nothing() -> None:
    assert answers((), folder(lying(11, "\\flagged"), paused=(lying(3),))) == ()


def test_each_note_answers_for_its_own_draft() -> None:
    known = (Known("draft1", 7, 11), Known("draft2", 7, 12), Known("draft3", 7, 13))
    seen = folder(lying(12, "\\flagged", lineage="draft2"), paused=(lying(1, lineage="draft3"),))
    assert answers(known, seen) == (
        Answer("enough", "draft1"),
        Answer("not for this person", "draft2"),
        Answer("pause", "draft3"),
    )


_FLAGS = st.frozensets(st.sampled_from(["\\seen", "\\deleted", "\\flagged", "\\answered"]))
_NOTES = st.builds(FoundNote, st.sampled_from("abc"), st.just("r"), st.integers(1, 9), st.just(7), _FLAGS)


@given(st.lists(_NOTES), st.lists(_NOTES), st.integers(6, 8), st.sampled_from([True, False]))
def test_whatever_lies_there_a_live_note_without_a_star_is_never_an_answer(
    notes: list[FoundNote], paused: list[FoundNote], uidvalidity: int, is_whole: object
) -> None:
    seen = Look(uidvalidity, tuple(notes), 0, bool(is_whole), tuple(paused))
    known = [Known(each, 7, 1) for each in "abc"]
    given_answers = answers(known, seen)
    assert len(set(given_answers)) == len(given_answers)
    for each in given_answers:
        of_it = [note for note in (*notes, *paused) if note.lineage == each.lineage]
        if each.said == "enough":
            assert is_whole
            assert uidvalidity == 7
            assert not any(note.is_live for note in of_it)
        elif each.said == "pause":
            assert any(note.is_live for note in paused if note.lineage == each.lineage)
        else:
            assert any(note.is_starred for note in of_it)


@given(st.lists(_NOTES, unique_by=lambda each: each.uid))
def test_what_is_surplus_leaves_each_draft_its_newest_note(notes: list[FoundNote]) -> None:
    left = set(notes) - set(surplus(notes))
    for lineage in "abc":
        live = [each for each in notes if each.lineage == lineage and each.is_live]
        kept = [each for each in left if each.lineage == lineage]
        if live:
            assert kept == [max(live, key=lambda each: each.uid)]
        else:
            assert len(kept) == len([each for each in notes if each.lineage == lineage])


def test_enough_dismisses_the_suggestions_in_this_draft_alone() -> None:
    told = history(Answer("enough", "draft1"), offered(_REVIEW), contact="priya@acme.example", now=NOW)
    assert [(each.suggestion, each.scope, each.lineage, each.outcome) for each in told] == [
        ("s1", "this", "draft1", "dismissed"),
        ("s2", "this", "draft1", "dismissed"),
    ]


def test_a_star_dismisses_the_kinds_for_the_person() -> None:
    told = history(Answer("not for this person", "draft1"), offered(_REVIEW), contact="priya@acme.example", now=NOW)
    assert [(each.category, each.kind, each.scope, each.contact, each.fact) for each in told] == [
        ("trip", "touch", "person", "priya@acme.example", "f1"),
        ("soften-ask", "tone", "person", "priya@acme.example", ""),
    ]


def test_a_star_without_a_reader_reaches_the_draft_alone() -> None:
    told = history(Answer("not for this person", "draft1"), offered(_REVIEW), contact="", now=NOW)
    assert {each.scope for each in told} == {"this"}


def test_a_pause_dismisses_nothing_and_no_answer_dismisses_a_warning() -> None:
    assert history(Answer("pause", "draft1"), offered(_REVIEW), contact="p@x.example", now=NOW) == ()
    words: tuple[Said, ...] = ("enough", "not for this person")
    for word in words:
        told = history(Answer(word, "draft1"), offered(_REVIEW), contact="p@x.example", now=NOW)
        assert "w1" not in {each.suggestion for each in told}


def test_what_is_remembered_holds_no_text() -> None:
    told = history(Answer("enough", "draft1"), offered(_REVIEW), contact="p@x.example", now=NOW)
    assert "Lisbon" not in repr(told) + repr(offered(_REVIEW))


def test_after_enough_only_a_warning_not_told_before_is_worth_a_note() -> None:
    silent = Review(Draft(), _TONE)
    assert worth_a_note(_REVIEW, enough=False)
    assert not worth_a_note(silent, enough=False)
    assert not worth_a_note(_REVIEW, enough=True, warned=["w1"])
    assert not worth_a_note(replace(_REVIEW, warnings=()), enough=True)
    assert worth_a_note(_REVIEW, enough=True, warned=["w0"])


@pytest.mark.imap
@pytest.mark.dovecot
def test_answers_are_heard_as_mail_programs_give_them(serve_dovecot: Serve) -> None:
    with serve_dovecot({"Trash": []}).open() as session:
        notes, pen = Notes(session.line), Pen(session.line)
        known = []
        for lineage in ("deleted", "moved", "starred", "paused", "kept"):
            raw = letter(extra=f"X-MailHuman-Note: {lineage}/r1\n")
            note = notes.put(lineage, "r1", raw)
            assert note
            known.append(Known.of(note))
        assert answers(known, notes.look()) == ()
        uids = {each.lineage: each.uid for each in known}
        pen.select(Listed(b"MailHuman", "MailHuman"))
        with session.line.asking("do as mail programs do") as client:
            client.move([uids["moved"]], "Trash")
            client.move([uids["paused"]], "MailHuman/Pause")
        pen.flag([uids["starred"]], add=["\\Flagged"])
        pen.flag([uids["deleted"]], add=["\\Deleted"])
        heard = {each.lineage: each.said for each in answers(known, notes.look())}
        assert heard == {
            "deleted": "enough", "moved": "enough", "starred": "not for this person", "paused": "pause",
        }  # fmt: skip
        pen.expunge([uids["deleted"]])
        assert {each.lineage: each.said for each in answers(known, notes.look())} == heard
        with session.line.asking("do as mail programs do") as client:
            client.select_folder("MailHuman/Pause")
            client.move(client.search(), "MailHuman")
        assert "paused" not in {each.lineage for each in answers(known, notes.look())}
