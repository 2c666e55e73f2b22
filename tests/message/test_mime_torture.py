"""Real and nasty messages: none crashes; and what a hostile one costs is bounded, not its words lost."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from mailhuman.errors import UnreadableMessage
from mailhuman.message import Part, draft_from_parts, read_draft, read_thread
from mailhuman.message.scan import MOST_LEVELS, MOST_PARTS, scan
from mailhuman.message.weight import bearable
from mailhuman.model import Draft

TEXTLESS = 80  # encrypted, signed, attachments alone and empty bodies: no more than these of the 371 have no text


def mime_files(folder: Path) -> list[Path]:
    """Every message of the collection."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "MANIFEST.tsv"]


def test_no_message_of_the_collection_breaks_anything(testdata: Path) -> None:
    drafts = [read_draft(path.read_bytes()) for path in mime_files(testdata / "mime")]
    assert len(drafts) >= 371
    assert not [draft for draft in drafts if draft.status == "unreadable"]
    assert sum(not draft.text.strip() for draft in drafts) <= TEXTLESS
    assert not [name for draft in drafts for name in draft.attachments if "/" in name.replace(_type(name), "")]


def _type(name: str) -> str:
    """An attachment without a name is called by its type, which has a slash."""
    return name if name.count("/") == 1 and name.islower() else ""


def test_every_message_of_the_collection_can_stand_in_a_thread(testdata: Path) -> None:
    for path in mime_files(testdata / "mime"):
        assert read_thread(path.read_bytes()), path.name


def plain(charset: str, body: bytes, *more: bytes) -> Draft:
    head = b"From: a@b.example\r\nContent-Type: text/plain; charset=" + charset.encode()
    return read_draft(b"\r\n".join([head, *more, b"", body]))


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-2022-jp", "明日の会議"), ("gb18030", "谢谢你的帮助"), ("utf-7", "Grüße"), ("big5", "謝謝"),
        ("koi8-r", "Спасибо"), ("windows-1252", "It’s “fine”"), ("iso-8859-2", "Dziękuję"), ("shift_jis", "ありがとう"),
    ],
)  # fmt: skip
def test_charsets(charset: str, text: str) -> None:
    assert plain(charset, text.encode(charset)).own_text == text


@pytest.mark.parametrize("charset", ["x-unknown", "zlib", "idna", "unicode_escape", '"', "utf-8\0", ""])
def test_a_charset_nobody_knows_is_guessed(charset: str) -> None:
    assert plain(charset, "Grüße".encode()).own_text == "Grüße"
    assert plain(charset, "Grüße".encode("latin-1")).own_text == "Grüße"


def test_text_labelled_ascii_is_read_as_what_it_is() -> None:
    assert plain("us-ascii", "Café".encode()).own_text == "Café"
    assert plain("utf-8", b"Caf\xe9").own_text == "Café"
    assert plain("iso-8859-1", b"\x93quoted\x94").own_text == "“quoted”"


def test_html_names_its_own_charset() -> None:
    raw = b'Content-Type: text/html\n\n<head><meta charset="koi8-r"></head><p>' + "Спасибо".encode("koi8-r")
    assert read_draft(raw).own_text == "Спасибо"


def test_flowed_with_delsp() -> None:
    raw = "From: a@b.example\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n明日の \n会議\n"
    assert read_draft(raw.encode()).own_text == "明日の会議"


def test_base64_of_any_shape() -> None:
    encoded = base64.b64encode("Grüße, Ann".encode())
    for body in (
        encoded,
        encoded.rstrip(b"="),
        b" ".join(encoded[at : at + 3] for at in range(0, 20, 3)),
        b"!!" + encoded,
        encoded + b"Q",  # a letter too many
    ):
        assert plain("utf-8", body, b"Content-Transfer-Encoding: base64").own_text == "Grüße, Ann"


def test_quoted_printable_that_is_none() -> None:
    draft = plain("utf-8", b"100% =ZZ sure=\r\n, yes =C3=A9=", b"Content-Transfer-Encoding: quoted-printable")
    assert draft.own_text.startswith("100% =ZZ sure, yes é")


def test_a_message_with_bare_carriage_returns() -> None:
    draft = read_draft(b"From: a@b.example\rSubject: Hi\r\rHello\rthere\r")
    assert (draft.subject, draft.own_text) == ("Hi", "Hello\nthere")


def test_nul_is_not_text() -> None:
    assert plain("utf-8", b"He\0llo").own_text == "Hello"


def test_right_to_left_and_joined_letters_stay() -> None:
    text = "שלום 👩‍👩‍👧 می‌خواهم"
    assert plain("utf-8", text.encode()).own_text == text


@pytest.mark.parametrize(
    "raw", [b"", b"\0\1\2" * 99, b"just words\n", b"\x89PNG\r\n\x1a\n\0\0", b"\n\nFrom: a@b.example"]
)
def test_what_is_no_message_is_unreadable(raw: bytes) -> None:
    draft = read_draft(raw)
    assert (draft.status, draft.text, draft.own) == ("unreadable", "", ())
    assert draft.remarks


def test_a_thread_that_is_no_mail_says_what_to_do() -> None:
    with pytest.raises(UnreadableMessage) as error:
        read_thread(b"just the secret words\n")
    assert "mbox" in error.value.next_step
    assert "secret" not in str(error.value)


def many(count: int) -> bytes:
    part = b"--b\nContent-Type: text/plain\n\nwords\n"
    return b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + part * count + b"--b--\n"


def test_ten_thousand_parts_are_read_to_the_thousandth_and_it_is_said() -> None:
    found = scan(many(10_000))
    assert len(found.parts) == MOST_PARTS
    assert "1,000" in found.remarks[0]
    draft = read_draft(many(10_000))
    assert draft.own_text.split() == ["words"] * (MOST_PARTS - 1)
    assert draft.remarks == found.remarks
    assert not scan(many(MOST_PARTS - 1)).remarks


def nested(levels: int) -> bytes:
    opening = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(levels)
    )
    return b"From: a@b.example\n" + opening + b"Content-Type: text/plain\n\nHello\n"


def test_a_thousand_levels_are_read_to_the_hundredth_and_it_is_said() -> None:
    assert "100" in scan(nested(1000)).remarks[0]
    assert read_draft(nested(MOST_LEVELS - 5)).own_text == "Hello"
    assert read_draft(nested(1000)).status == "empty"
    assert "100" in read_draft(nested(1000)).remarks[0]


def test_parts_deeper_than_a_hundred_from_a_server_are_set_aside_and_it_is_said() -> None:
    deep = Part("1" + ".1" * MOST_LEVELS, body=b"Hello")
    draft = draft_from_parts(b"From: a@b.example\n\n", [deep])
    assert (draft.text, "100" in draft.remarks[0]) == ("", True)


def test_many_long_texts_are_read_as_far_as_one_and_it_is_said() -> None:
    part = b"--b\nContent-Type: text/plain\n\n" + b"Hello there, all of you. " * 30_000 + b"\n"
    raw = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n" + part * 10 + b"--b--\n"
    draft = read_draft(raw)
    assert 1_500_000 < len(draft.text) < 3_000_000
    assert draft.remarks == ("only the beginning of a very long text was read",)


def test_html_a_thousand_deep_is_read_whole() -> None:
    raw = b"From: a@b.example\nContent-Type: text/html\n\n" + b"<div>" * 1000 + b"Hello" + b"</div>" * 1000
    draft = read_draft(raw)
    assert (draft.own_text, draft.remarks) == ("Hello", ())


def test_html_made_to_hurt_is_read_as_far_as_it_does_not() -> None:
    deep = "<p>Hello</p>" + "<div>" * 100_000
    assert bearable(deep) < len(deep)
    unclosed = "<p>Hello</p>" + "".join(f"<font a{each}>" for each in range(2000)) + "<div></div>" * 10_000
    assert bearable(unclosed) < len(unclosed)
    draft = read_draft(b"From: a@b.example\nContent-Type: text/html\n\n" + deep.encode())
    assert draft.own_text == "Hello"
    assert draft.remarks


def test_a_long_text_is_read_from_its_beginning_and_it_is_said() -> None:
    draft = plain("utf-8", b"Hello there. " * 200_000)
    assert draft.own_text.startswith("Hello there.")
    assert len(draft.text) <= 1_000_000
    assert draft.remarks


def test_an_attachment_is_never_held() -> None:
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\n"
    attached = b"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n" + b"QUJD\n" * 100_000
    found = scan(head + attached + b"--b--\n")
    assert [part.body for part in found.parts] == [None, b"Hello", None]
    assert read_draft(head + attached + b"--b--\n").attachments == ("a.pdf",)


def test_what_lies_behind_very_many_dashes_is_set_aside_and_it_is_said() -> None:
    head = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: a/b\n\n"
    draft = read_draft(head + b"--\n" * 400_000 + b"--b\n\nThere\n--b--\n")
    assert draft.own_text == "Hello"
    assert "dashes" in draft.remarks[0]


def test_alternatives_of_which_one_is_empty() -> None:
    head = b"From: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n"
    text, page = b"--b\nContent-Type: text/plain\n\nHello\n", b"--b\nContent-Type: text/html\n\n<p></p>\n"
    assert read_draft(head + text + page + b"--b--").own_text == "Hello"


def test_plain_text_is_chosen_where_only_it_shows_the_quote() -> None:
    head = b"From: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n"
    text = b"--b\nContent-Type: text/plain\n\nHello\n\n> Quoted\n"
    page = b"--b\nContent-Type: text/html\n\n<p>Hello</p><p>Quoted</p>\n--b--\n"
    assert read_draft(head + text + page).own_text == "Hello"


def test_a_multipart_whose_parts_never_come_keeps_its_words() -> None:
    assert read_draft(b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\nHello\n").own_text == "Hello"
    assert read_draft(b"From: a@b.example\nContent-Type: multipart/mixed\n\nHello\n").own_text == "Hello"
