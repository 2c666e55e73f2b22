"""Words put into a draft: only they are new in it, both forms of its text have them, and it reads as it was meant to."""

from __future__ import annotations

import re

import pytest

from mailhuman.message import read_draft
from mailhuman.message.scan import scan
from mailhuman.model import Span
from mailhuman.writing import Change, Refused, splice
from tests.writing.drafts import (
    HEAD,
    NEW_ID,
    PARAGRAPHS,
    WORDS,
    alone,
    at,
    done,
    flat,
    gmail,
    of_parts,
    outlook,
    part,
    put,
    thunderbird,
)

SHAPES = {
    "gmail": gmail(),
    "gmail-8bit": gmail(encoding="8bit"),
    "outlook": outlook(),
    "thunderbird": thunderbird(),
    "plain": alone("text/plain", "\n\n".join(PARAGRAPHS), encoding="7bit"),
    "plain-tight": alone("text/plain", "\n".join(PARAGRAPHS) + "\n", encoding="7bit", charset="us-ascii"),
    "plain-qp": alone("text/plain", "\n\n".join(PARAGRAPHS), encoding="quoted-printable", charset="iso-8859-1"),
}


def texts(raw: bytes) -> list[str]:
    """The text of each form of a draft, as somebody would read it who sees that form alone."""
    found = []
    for each in scan(raw).parts:
        if each.is_text and not each.is_container:
            head = f"From: a@b.example\r\nContent-Type: {each.content_type}; charset={each.charset}"
            flowed = "; format=flowed" if each.flowed else ""
            coded = f"\r\nContent-Transfer-Encoding: {each.encoding}\r\n\r\n"
            found.append(flat(read_draft((head + flowed + coded).encode() + (each.body or b"")).own_text))
    return found


@pytest.mark.parametrize("raw", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("number", range(5))
def test_words_below_a_line_stand_there_in_every_form_of_the_text(raw: bytes, number: int) -> None:
    spliced = done(put(raw, beside=PARAGRAPHS[number][-20:] if number == 1 else PARAGRAPHS[number]), raw)
    meant = flat(" ".join((*PARAGRAPHS[: number + 1], WORDS, *PARAGRAPHS[number + 1 :])))
    assert set(texts(spliced.raw)) == {meant}
    assert flat(read_draft(spliced.raw).own_text) == meant


@pytest.mark.parametrize("raw", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("number", [0, 2, 3])
def test_words_above_a_line_stand_there_in_every_form_of_the_text(raw: bytes, number: int) -> None:
    spliced = done(put(raw, beside=PARAGRAPHS[number], how="above"), raw)
    meant = flat(" ".join((*PARAGRAPHS[:number], WORDS, *PARAGRAPHS[number:])))
    assert set(texts(spliced.raw)) == {meant}


@pytest.mark.parametrize("raw", SHAPES.values(), ids=SHAPES)
def test_words_take_the_place_of_others_in_every_form_of_the_text(raw: bytes) -> None:
    spliced = done(put(raw, "Would you", beside="Could you", how="instead"), raw)
    assert set(texts(spliced.raw)) == {flat(" ".join(PARAGRAPHS)).replace("Could", "Would")}


@pytest.mark.parametrize("raw", SHAPES.values(), ids=SHAPES)
def test_several_changes_are_made_at_once(raw: bytes) -> None:
    draft = read_draft(raw)
    changes = [
        Change("Hello Priya,", at(draft, PARAGRAPHS[0]), "instead"),
        Change(WORDS, at(draft, PARAGRAPHS[0])),
        Change("No hurry with this.", at(draft, PARAGRAPHS[2])),
    ]
    spliced = done(splice(raw, changes, NEW_ID), raw)
    meant = flat(" ".join(("Hello Priya,", WORDS, *PARAGRAPHS[1:3], "No hurry with this.", *PARAGRAPHS[3:])))
    assert set(texts(spliced.raw)) == {meant}


def test_the_new_words_are_parted_from_the_old_as_those_are_from_each_other() -> None:
    tight, loose = (alone("text/plain", gap.join(PARAGRAPHS)) for gap in ("\n", "\n\n"))
    assert f"Hi Priya,\n{WORDS}\nThe third" in read_draft(done(put(tight), tight).raw).text
    assert f"Hi Priya,\n\n{WORDS}\n\nThe third" in read_draft(done(put(loose), loose).raw).text
    spliced = done(put(outlook()), outlook())
    assert spliced.raw.count(b"class=3DMsoNormal") == outlook().count(b"class=3DMsoNormal") + 1
    page = alone("text/html", '<div dir="ltr">Hi Priya,<div><br></div><div>Is it so?</div></div>')
    assert f"Hi Priya,<div><br></div><div>{WORDS}</div><div><br></div><div>Is it".encode() in done(put(page), page).raw


def test_formatting_does_not_reach_the_new_words() -> None:
    for tag in ("b", "a href='https://acme.example'"):
        page = alone("text/html", f"<p><{tag}>Hi Priya,</{tag[0]}></p><p>Is it so?</p>")
        spliced = done(put(page), page)
        assert f"</{tag[0]}></p><p>{WORDS}</p>".encode() in spliced.raw


def test_letters_with_a_meaning_in_html_are_escaped() -> None:
    page = alone("text/html", "<p>Hi Priya,</p><p>Is it so?</p>", encoding="7bit")
    spliced = done(put(page, "Is 3 < 4 & <b>5</b> at Café Zoë?"), page)
    assert b"Is 3 &lt; 4 &amp; &lt;b&gt;5&lt;/b&gt; at Caf&#233; Zo&#235;?" in spliced.raw
    assert "Is 3 < 4 & <b>5</b> at Café Zoë?" in read_draft(spliced.raw).text


def test_the_message_id_is_another_and_no_other_line_of_the_header_changes() -> None:
    for raw in SHAPES.values():
        old, new = (each.partition(b"\r\n\r\n")[0].split(b"\r\n") for each in (raw, done(put(raw), raw).raw))
        assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [
            (b"Message-ID: <old.1@falk.example>", f"Message-ID: {NEW_ID}".encode())
        ]


def test_a_folded_message_id_is_replaced_whole_and_a_missing_one_added() -> None:
    raw = SHAPES["plain"]
    folded = raw.replace(b"Message-ID: <old", b"message-id:\r\n <old")
    without = raw.replace(b"Message-ID: <old.1@falk.example>\r\n", b"")
    for each in (folded, without):
        spliced = done(put(each), each)
        assert spliced.raw.lower().count(b"message-id") == 1
        assert read_draft(spliced.raw).message_id == NEW_ID


def test_quoted_printable_lines_stay_as_short_as_they_must_be() -> None:
    long = " ".join(["Wörter = mit Umlauten"] * 12)
    for raw in (gmail(), outlook()):
        spliced = done(put(raw, long), raw)
        assert max(map(len, spliced.raw.split(b"\r\n"))) <= 76
        assert set(texts(spliced.raw)) == {flat(" ".join((PARAGRAPHS[0], long, *PARAGRAPHS[1:])))}


@pytest.mark.parametrize("delsp", ["", "; delsp=yes"])
def test_in_flowed_text_long_words_flow_and_odd_beginnings_are_stuffed(delsp: str) -> None:
    body = "Hi Priya,\n\nIs it so?\n"
    raw = alone("text/plain", body, extra=f"; format=flowed{delsp}")
    for words in ("From here on it is all yours. " * 9, "> 5 is what I meant to say, more or less.", "A " * 80):
        spliced = done(put(raw, words), raw)
        assert f"Hi Priya,\n\n{flat(words)}\n\nIs it so?" in read_draft(spliced.raw).text
        assert max(map(len, spliced.raw.split(b"\r\n"))) <= 78


def test_words_on_two_lines_stand_on_two_lines() -> None:
    for raw in SHAPES.values():
        spliced = done(put(raw, "P.S. One.\n\n  Two."), raw)
        assert "P.S. One.\nTwo." in re.sub(r"\n+", "\n", read_draft(spliced.raw).text)


def test_words_never_go_into_a_quotation_that_says_the_same() -> None:
    quoted = "Hi Priya,\n\nIs it so?\n\nOn Fri, 20 Nov 2026 at 09:01, Bo <bo@acme.example> wrote:\n> Hi Priya,\n> \n> Is it so?\n"
    raw = alone("text/plain", quoted)
    assert f"Hi Priya,\r\n\r\n{WORDS}\r\n\r\nIs it so?\r\n\r\nOn Fri".encode() in done(put(raw), raw).raw
    where = Span(read_draft(raw).text.index("> Hi"), read_draft(raw).text.index("> Hi") + 4)
    assert isinstance(splice(raw, [Change(WORDS, where)], NEW_ID), Refused)


def test_a_line_said_twice_is_told_apart_in_both_forms() -> None:
    plain, page = "Yes.\n\nAnd the other?\n\nYes.\n", "<p>Yes.</p><p>And the other?</p><p>Yes.</p>"
    raw = of_parts("multipart/alternative", part("text/plain", plain), part("text/html", page))
    text = read_draft(raw).text
    where = Span(text.rindex("Yes."), text.rindex("Yes.") + 4)
    spliced = done(splice(raw, [Change(WORDS, where)], NEW_ID), raw)
    assert set(texts(spliced.raw)) == {f"Yes. And the other? Yes. {WORDS}"}


PLAIN, PAGE = part("text/plain", "Hi Priya,\n\nIs it so?\n"), part("text/html", "<p>Hi Priya,</p><p>Is it so?</p>")
REFUSED = {
    "K-9's offsets": SHAPES["plain"].replace(b"MIME-Version", b"X-K9mail-Identity: !l=10&o=0\r\nMIME-Version"),
    "FairEmail": SHAPES["plain"].replace(b"MIME-Version", b"X-Correlation-ID: <x@y>\r\nMIME-Version"),
    "base64": alone("text/plain", "SGkgUHJpeWEsDQoNCklzIGl0IHNvPw==\n", encoding="base64"),
    "another charset": alone("text/plain", "Hi Priya,\n\nIs it so?\n", charset="utf-7"),
    "an unknown charset": SHAPES["plain"].replace(b"charset=utf-8", b"charset=klingon"),
    "a bare LF": SHAPES["plain"] + b"\nMore.\n",
    "a bare CR": SHAPES["plain"].replace(b"page 4", b"page\r4"),
    "NUL": SHAPES["plain"].replace(b"page 4", b"page\x004"),
    "8-bit text that says 7bit": alone("text/plain", "Hi Priya,\n\nIs it sö?\n", encoding="7bit"),
    "signed": of_parts("multipart/signed", PLAIN, b"Content-Type: application/pgp-signature\r\n\r\nx\r\n"),
    "encrypted": of_parts("multipart/encrypted", PLAIN),
    "armoured": alone("text/plain", "-----BEGIN PGP SIGNED MESSAGE-----\n\nHi Priya,\n"),
    "two texts": of_parts("multipart/mixed", PLAIN, PLAIN),
    "text and a page one after the other": of_parts("multipart/mixed", PLAIN, PAGE),
    "forms that differ": of_parts("multipart/alternative", part("text/plain", "See the other form.\n"), PAGE),
    "no end": of_parts("multipart/alternative", PLAIN, PAGE).replace(b"--=_b--", b""),
    "two ends": of_parts("multipart/alternative", PLAIN, PAGE) + b"--=_b--\r\n",
    "two Message-IDs": SHAPES["plain"].replace(b"MIME-Version", b"Message-ID: <b@c>\r\nMIME-Version"),
    "too large": SHAPES["plain"] + b"x" * 10_000_000,
    "empty": alone("text/plain", "\n"),
    "no message": b"Hi Priya,\r\n",
    "a page whose order is not its source's": alone(
        "text/html", "<table>Hi Priya,<tr><td>No.</td></tr>Is it so?</table>"
    ),
    "a textarea": alone("text/html", "<p>Hi Priya,</p><textarea>Is it so?</textarea>"),
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_beyond_doubt_is_refused_with_its_reason(raw: bytes) -> None:
    draft = read_draft(raw)
    where = at(draft, "Hi Priya,") if "Hi Priya," in draft.text else Span(0, 0)
    outcome = splice(raw, [Change(WORDS, where)], NEW_ID)
    assert isinstance(outcome, Refused)
    assert outcome.reason
    assert "paste" in outcome.next_step


@pytest.mark.parametrize(
    "words",
    ["", " \n ", "a\x00b", "a\u202eb", "-----BEGIN PGP MESSAGE-----", "On 20 Nov 2026, Bo wrote:", "Zo\u0142a"],
)
def test_words_that_would_be_something_else_in_this_draft_are_refused(words: str) -> None:
    raw = alone("text/plain", "Hi Priya,\n\nIs it so?\n\n> no\n", charset="iso-8859-1")
    assert isinstance(put(raw, words, beside="Is it so?"), Refused)


def test_words_beyond_the_character_set_or_the_encoding_are_refused() -> None:
    for raw in (SHAPES["plain"], SHAPES["plain-tight"], SHAPES["plain-qp"]):
        assert isinstance(put(raw, "See you at Жоржик’s."), Refused)
    done(put(SHAPES["plain-qp"], "Grüße an Zoë."), SHAPES["plain-qp"])


def test_changes_in_the_same_place_are_refused_unless_both_only_add() -> None:
    raw = SHAPES["plain"]
    where = at(read_draft(raw), PARAGRAPHS[0])
    assert isinstance(splice(raw, [Change("A", where, "instead"), Change("B", where, "instead")], NEW_ID), Refused)
    both = done(splice(raw, [Change("Aa.", where), Change("Bb.", where)], NEW_ID), raw)
    assert "Hi Priya,\n\nAa.\n\nBb.\n\nThe third" in read_draft(both.raw).text


@pytest.mark.parametrize("junk", ["<a b='", "<!--", "<style>", "<p>same</p>", "<div>same<br>", "<", "&amp", "</p>"])
def test_pages_made_to_be_slow_are_not(junk: str) -> None:
    for size in (500, 4_000):
        raw = alone("text/html", "<p>Hi Priya,</p>" + junk * size)
        outcome = put(raw)
        assert isinstance(outcome, Refused) or WORDS in read_draft(outcome.raw).text


def test_what_is_no_line_of_the_writers_is_no_place() -> None:
    raw = thunderbird()
    for where in (at(read_draft(raw), "Example Ltd"), Span(9_999, 9_999), Span(10, 10)):
        assert isinstance(splice(raw, [Change(WORDS, where)], NEW_ID), Refused)
    assert HEAD.encode() in raw
