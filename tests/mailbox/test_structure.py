"""A message described by a server reads as one described by its own bytes; nonsense is borne."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mailhuman.mailbox.structure import MOST_PARTS, read_structure
from mailhuman.message import Part

_TEXT = (b"TEXT", b"PLAIN", (b"CHARSET", b"UTF-8", b"format", b"Flowed", b"DelSp", b"yes"), None, None, b"7BIT", 120, 3)
_HTML = (b"text", b"html", (b"charset", b"iso-8859-1"), None, None, b"QUOTED-PRINTABLE", 400, 9, None, None, None, None)
_PDF = (
    b"application", b"pdf", (b"name", b"a.pdf"), None, None, b"base64", 9000, None,
    (b"ATTACHMENT", (b"FILENAME*", b"UTF-8''Pl%C3%A4ne%20%22neu%22.pdf")), None, None,
)  # fmt: skip
_FORWARDED = (
    b"message", b"rfc822", None, None, None, b"7bit", 500, (b"date", b"subject"), _TEXT, 12, None,
    (b"inline", (b"filename", b"old.eml")), None, None,
)  # fmt: skip


def test_a_message_of_one_part_has_the_number_one() -> None:
    (found,) = read_structure(_TEXT)
    assert found.part == Part("1", charset="utf-8", flowed=True, delsp=True)
    assert found.size == 120


def test_parts_are_numbered_as_fetch_numbers_them() -> None:
    inner = ([_TEXT, _HTML], b"ALTERNATIVE", (b"BOUNDARY", b"x"), None, None, None)
    found = read_structure(([inner, _PDF, _FORWARDED], b"mixed", None, None, None, None))
    assert [(each.part.path, each.part.content_type) for each in found] == [
        ("", "multipart/mixed"),
        ("1", "multipart/alternative"),
        ("1.1", "text/plain"),
        ("1.2", "text/html"),
        ("2", "application/pdf"),
        ("3", "message/rfc822"),
    ]
    assert [each.size for each in found] == [0, 0, 120, 400, 9000, 500]


def test_a_parser_that_leaves_parts_where_they_are_is_understood_as_well() -> None:
    gathered = read_structure(([_TEXT, _HTML], b"alternative"))
    assert read_structure((_TEXT, _HTML, b"alternative")) == gathered


def test_file_names_are_decoded_and_files_are_no_text() -> None:
    (pdf,) = read_structure(_PDF)
    assert (pdf.part.disposition, pdf.part.filename) == ("attachment", 'Pläne "neu".pdf')
    (forwarded,) = read_structure(_FORWARDED)
    assert (forwarded.part.disposition, forwarded.part.filename) == ("inline", "old.eml")
    assert not pdf.part.is_text
    assert not forwarded.part.is_text


def test_an_attached_text_is_a_file() -> None:
    attached = (*_HTML[:8], None, (b"attachment", None), None, None)
    (found,) = read_structure(attached)
    assert not found.part.is_text
    assert replace(found.part, disposition="").is_text


def test_a_type_that_cannot_be_read_is_plain_text() -> None:
    (found,) = read_structure((b"", b"", None, None, None, b"7bit", 235, None, None, None, None))
    assert found.part.content_type == "text/plain"


def test_ten_thousand_parts_and_deep_nesting_end() -> None:
    assert len(read_structure(([_TEXT] * 10_000, b"mixed"))) == MOST_PARTS
    deep: object = _TEXT
    for _ in range(900):
        deep = ([deep], b"mixed")
    assert 50 < len(read_structure(deep)) < 200


_ATOMS = st.one_of(
    st.none(), st.integers(), st.binary(max_size=8), st.sampled_from([b"text", b"plain", b"message", b"rfc822"])
)


@given(st.recursive(_ATOMS, lambda inner: st.one_of(st.lists(inner), st.lists(inner).map(tuple)), max_leaves=40))
def test_no_answer_makes_it_fail(answer: object) -> None:
    for found in read_structure(answer):
        assert found.part.body is None
        assert all(step.isdigit() for step in found.part.path.split(".") if found.part.path)
