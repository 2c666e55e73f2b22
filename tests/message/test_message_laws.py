"""Laws that hold for any bytes and any text: nothing crashes, spans are in order and cover what they say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mailhuman.errors import MailhumanError
from mailhuman.message import Part, draft_from_parts, message_from_parts, read_draft, read_thread
from mailhuman.message.charset import visible
from mailhuman.message.scan import scan
from tests.message.laws import check, check_same

TOKENS = st.sampled_from(
    [
        b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"--b", b"--b--", b"--c", b" ", b"\t", b"> ", b"-- ", b"\0", b"\xff\xfe",
        b";",
        b"Content-Type: multipart/mixed; boundary=b",
        b"Content-Type: multipart/alternative; boundary=c", b"=",
        b"Content-Type: text/html; charset=utf-7", b"Content-Type: text/plain; format=flowed; delsp=yes",
        b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: quoted-printable", b"From: a@b.example",
        b"From x Mon", b"Subject: =?utf-8?b?4pyT?=", b"=?", b"?=", b"<p>", b"</p>", b"<blockquote type=cite>",
        b"</blockquote>", b"<div class=gmail_quote>", b"<pre>", b"</div>", b"<table><td>", b"&nbsp;", b"=E2=82",
        b"On 11/20/26 09:01, Priya wrote:", b"-----Original Message-----", b"Sent: x", b"To: x@y.example", b"<br>",
        b"-----BEGIN PGP SIGNED MESSAGE-----", b"From: Priya <p@q.example>", b"Sent from my iPhone", b"Hello", b"4pyT",
    ]
)  # fmt: skip
MAILISH = st.lists(TOKENS | st.binary(max_size=4), max_size=60).map(b"".join)
BYTES = st.binary(max_size=300) | MAILISH | MAILISH.map(lambda body: b"From: a@b.example\r\n" + body)
LINES = st.sampled_from(
    ["", "> quoted", ">> more", "-- ", "--", "Hello", "From: a@b.example", "Sent: Friday", "To: c@d.example",
     "Subject: x",
     "On 20 Nov 2026, Priya <p@q.example> wrote:", "-----Original Message-----", "Begin forwarded message:",
     "word " * 30, "Sent from my iPhone", "_" * 20, "   ", "a  b "]
) | st.text(max_size=40)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(BYTES)
def test_no_bytes_break_a_draft(raw: bytes) -> None:
    draft = read_draft(raw)
    check(draft)
    check_same(draft, read_draft(raw))
    assert (draft.status == "reviewed") == bool(draft.own)


@settings(deadline=None, max_examples=300)
@given(BYTES)
def test_no_bytes_break_a_thread(raw: bytes) -> None:
    try:
        for message in read_thread(raw):
            check(message)
    except MailhumanError as error:
        assert error.next_step  # noqa: PT017 - most bytes are a thread; those that are not say what to do


@settings(deadline=None, max_examples=200)
@given(BYTES)
def test_parts_from_a_server_make_the_same_draft(raw: bytes) -> None:
    found = scan(raw)
    whole = read_draft(raw) if not raw.startswith(b"From ") else draft_from_parts(found.header, found.parts)
    assert draft_from_parts(found.header, found.parts).own_text == whole.own_text


PARTS = st.builds(
    Part,
    path=st.sampled_from(["", "1", "1.1", "1.2", "2", "2.1.1", "x", "9" * 50, "1..2"]),
    content_type=st.sampled_from(
        ["text/plain", "text/html", "multipart/alternative", "multipart/mixed", "image/png", ""]
    ),
    charset=st.sampled_from(["", "utf-8", "no-such", "utf-7", "idna", "zlib", "\0"]),
    encoding=st.sampled_from(["7bit", "base64", "quoted-printable", "x-uuencode", "?"]),
    body=st.none() | st.binary(max_size=50),
)


@settings(deadline=None)
@given(st.binary(max_size=100), st.lists(PARTS, max_size=8))
def test_no_parts_break_the_assembly(header: bytes, parts: list[Part]) -> None:
    check(draft_from_parts(header, parts))
    check(message_from_parts(header, parts))


@settings(deadline=None, max_examples=300)
@given(st.lists(LINES, max_size=30))
def test_what_is_not_set_aside_is_own_and_nothing_is_lost(lines: list[str]) -> None:
    body = "\n".join(lines).encode("utf-8", "replace")
    part = Part("1", charset="utf-8", body=body)
    draft = draft_from_parts(b"From: a@b.example\n\n", [part])
    check(draft)
    assert draft.text.split() == visible(body.decode("utf-8")).split()


PLAIN_WORDS = st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(PLAIN_WORDS, min_size=1, max_size=20).map(" ".join), min_size=1, max_size=20))
def test_text_without_any_mark_is_all_own(lines: list[str]) -> None:
    body = "\n".join(lines)
    draft = draft_from_parts(b"From: a@b.example\n\n", [Part("1", charset="utf-8", body=body.encode())])
    assert draft.own_text == body.strip()
