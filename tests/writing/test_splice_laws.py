"""Whatever a draft is made of: a splice never raises, and either refuses or changes nothing but what it was asked to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailhuman.message import read_draft
from mailhuman.model import Draft, Span
from mailhuman.writing import Change, Refused, Spliced, splice
from tests.message.client_drafts import CLIENTS, OWN, Client, stretches_in
from tests.writing.drafts import NEW_ID, WORDS, flat, gmail, outlook, thunderbird

CASES = [
    pytest.param(client, layout, id=f"{client.name}:{layout}")
    for client in CLIENTS
    for layout in client.layouts
    if stretches_in(layout)
]
_PLAINLY_WRITTEN = {
    "thunderbird-plain",
    "gmail-plain",
    "mutt",
    "apple-plain",
    "thunderbird-html",
    "k9-html",
    "roundcube-html",
}


def places(draft: Draft) -> Iterator[Change]:
    """Changes at the edges of what the writer wrote, and in it."""
    for span in draft.own:
        first = span.of(draft.text).split("\n")[0]
        yield Change(WORDS, Span(span.start, span.start + len(first)))
        yield Change(WORDS, Span(span.start, span.start), "above")
        yield Change(WORDS, Span(span.end, span.end))
        yield Change(WORDS, Span(span.start, span.start + len(first)), "instead")


def held(raw: bytes, changes: list[Change]) -> Spliced | Refused:
    """Splice, and check every law."""
    before = read_draft(raw)
    outcome = splice(raw, changes, NEW_ID)
    if isinstance(outcome, Refused):
        assert outcome.reason
        return outcome
    assert outcome.original(tuple(raw[each.start : each.end] for each in outcome.edits)) == raw
    after = read_draft(outcome.raw)
    assert (after.status, after.message_id) == ("reviewed", NEW_ID)
    assert (after.sender, after.recipients, after.subject, after.attachments) == (
        before.sender, before.recipients, before.subject, before.attachments,
    )  # fmt: skip
    if all(each.how != "instead" for each in changes):
        added = sum(flat(each.words).count(WORDS) for each in changes)
        assert flat(after.own_text).count(WORDS) == flat(before.own_text).count(WORDS) + added
        assert flat(after.text).replace(f"{WORDS} ", "").replace(f" {WORDS}", "") == flat(before.text)
    return outcome


@pytest.mark.parametrize(("client", "layout"), CASES)
def test_in_every_clients_draft_the_words_are_added_and_nothing_else(client: Client, layout: str) -> None:
    raw = client.draft(layout, OWN)
    made = [held(raw, [change]) for change in places(read_draft(raw))]
    if client.name in _PLAINLY_WRITTEN:
        added = [each for each, change in zip(made, places(read_draft(raw)), strict=True) if change.how != "instead"]
        refused = [each.reason for each in added if isinstance(each, Refused)]
        assert [each for each in refused if "too long" not in each] == []


def test_in_the_drafts_of_a_real_client_the_words_are_added_and_nothing_else(testdata: Path) -> None:
    files = sorted((testdata / "drafts").rglob("*.eml"))
    assert files
    made = 0
    for file in files:
        raw = _with_line_ends(file.read_bytes())
        made += sum(isinstance(held(raw, [change]), Spliced) for change in places(read_draft(raw)))
    assert made >= 2 * len(files)


def test_odd_mail_is_refused_or_left_whole(testdata: Path) -> None:
    made = refused = 0
    for file in sorted((testdata / "mime").rglob("*")):
        if not file.is_file() or file.stat().st_size > 60_000:
            continue
        raw = _with_line_ends(file.read_bytes())
        for change in [*places(read_draft(raw))][:1] or [Change(WORDS, Span(0, 0))]:
            outcome = held(raw, [change])
            made += isinstance(outcome, Spliced)
            refused += isinstance(outcome, Refused)
    assert made > 50
    assert refused > 50


SAMPLES = st.sampled_from([gmail(), gmail(encoding="8bit"), outlook(), thunderbird()])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SAMPLES, st.text(max_size=40), st.data())
def test_any_words_anywhere_are_put_in_or_refused(raw: bytes, words: str, data: st.DataObject) -> None:
    size = len(read_draft(raw).text)
    start = data.draw(st.integers(0, size + 3))
    change = Change(
        words,
        Span(start, start + data.draw(st.integers(0, 30))),
        data.draw(st.sampled_from(["above", "below", "instead"])),
    )
    outcome = splice(raw, [change], NEW_ID)
    if isinstance(outcome, Spliced):
        assert outcome.original(tuple(raw[each.start : each.end] for each in outcome.edits)) == raw
        assert flat(words) in flat(read_draft(outcome.raw).own_text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SAMPLES, st.data())
def test_a_damaged_draft_is_refused_or_left_whole(raw: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(raw) - 1))
    junk = data.draw(
        st.sampled_from([b"", b"\r\n", b"--=_b\r\n", b"<", b"</div>", b"=", b"\xff", b"<!--", b"\r\n\r\n", b"<p>"])
    )
    damaged = raw[:at] + junk + raw[at + data.draw(st.integers(0, 9)) :]
    for change in places(read_draft(damaged)):
        held(damaged, [change])


@given(st.binary(max_size=300))
def test_what_is_no_mail_at_all_is_refused_or_left_whole(raw: bytes) -> None:
    outcome = splice(raw, [Change(WORDS, Span(0, 0))], NEW_ID)
    if isinstance(outcome, Spliced):
        assert outcome.original(tuple(raw[each.start : each.end] for each in outcome.edits)) == raw


def _with_line_ends(raw: bytes) -> bytes:
    return raw if b"\r\n" in raw else raw.replace(b"\n", b"\r\n")
