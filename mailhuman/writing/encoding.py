"""The letters of a text part with their places in the message's bytes, and words encoded as that part is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailhuman.message.charset import declared_in_html
from mailhuman.writing.change import Edit, Unfit
from mailhuman.writing.structure import Located

_MOST_TEXT = 500_000
_LONGEST_LINE = 990  # bytes; RFC 5322 §2.1.1 allows 998
_LONGEST_CODED = 76  # RFC 2045 §6.7
_CODED = re.compile(rb"=([0-9A-F]{2}|[0-9a-f]{2})|(=\r\n)|(\r\n)|[\t\x20-\x3c\x3e-\x7e]")
_CHARSETS = re.compile(
    r"ascii|utf-8|iso8859-\d{1,2}|cp125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|euc_(?:kr|jp)|cp949|cp932|shift_jis"
)
"""Charsets without state: each letter has bytes of its own, wherever it stands."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a part, letter by letter: `starts` and `ends` are places in the message's bytes."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    codec: str
    coded: bool
    """Whether it is quoted-printable."""
    eight_bits: bool
    begin: int

    def place(self, at: int) -> int:
        """Where in the bytes the place before the letter `at` is."""
        return self.ends[at - 1] if at else self.begin


def letters_of(raw: bytes, found: Located) -> Letters:
    """Read a text part. Unfit where it is encoded in another way, or in a way words cannot be added to."""
    part, body = found.part, raw[found.start : found.end]
    if len(body) > _MOST_TEXT:
        raise Unfit("its text is very long")
    if part.encoding not in ("7bit", "8bit", "quoted-printable"):
        raise Unfit(f"its text is encoded ({part.encoding[:20]})")
    coded = part.encoding == "quoted-printable"
    if not coded and part.encoding == "7bit" and not body.isascii():
        raise Unfit("its text is not encoded as it says")
    data, starts, ends = _decoded(body, found.start) if coded else _as_it_is(body, found.start)
    charset = part.charset or (declared_in_html(data) if part.content_type == "text/html" else "") or "us-ascii"
    codec = _codec(charset)
    return _read(data, starts, ends, codec, coded=coded, eight_bits=part.encoding == "8bit", begin=found.start)


def insertion(raw: bytes, letters: Letters, start: int, end: int, words: str) -> Edit:
    """The edit that puts `words` in place of the letters from `start` to `end`, encoded as the part is.

    Line breaks in `words` are CRLF. Unfit where its charset lacks a letter, or a line would become too long.
    """
    first = letters.starts[start] if end > start else letters.place(start)
    last = letters.ends[end - 1] if end > start else first
    try:
        data = words.encode(letters.codec)
    except UnicodeError:
        raise Unfit("the words hold letters that the draft's character set lacks") from None
    before = first - (raw.rfind(b"\n", 0, first) + 1)
    rest = raw.find(b"\r\n", last)
    after = (rest if rest >= 0 else len(raw)) - last
    if letters.coded:
        return Edit(first, last, _encoded(data, before, after))
    if not data.isascii() and not letters.eight_bits:
        raise Unfit("the words hold letters beyond ASCII, and the draft is kept as pure ASCII")
    if _grows_too_long(data.split(b"\r\n"), before, after, before + last - first + after):
        raise Unfit("a line of the draft would become too long")
    return Edit(first, last, data)


def _grows_too_long(lines: list[bytes], before: int, after: int, old: int) -> bool:
    """Whether a line becomes longer than mail allows that was not so before."""
    sizes = [len(line) for line in lines]
    if max(sizes) > _LONGEST_LINE:
        return True
    sizes[0] += before
    sizes[-1] += after
    return old <= _LONGEST_LINE < max(sizes)


def _as_it_is(body: bytes, at: int) -> tuple[bytes, list[int], list[int]]:
    return body, list(range(at, at + len(body))), list(range(at + 1, at + len(body) + 1))


def _decoded(body: bytes, at: int) -> tuple[bytes, list[int], list[int]]:
    """Undo quoted-printable, strictly; where each byte was."""
    data, starts, ends = bytearray(), [], []
    place = 0
    while place < len(body):
        found = _CODED.match(body, place)
        if found is None:
            raise Unfit("its text is not encoded as it says")
        new = bytes.fromhex(found[1].decode()) if found[1] else b"" if found[2] else found[0]
        data += new
        for number in range(len(new)):
            starts.append(at + place + (number if found[3] else 0))
            ends.append(at + (place + number + 1 if found[3] else found.end()))
        place = found.end()
    return bytes(data), starts, ends


def _encoded(data: bytes, column: int, after: int) -> bytes:
    """Write bytes in quoted-printable from `column` of a line on, with `after` more to come on it; no line too long."""
    out = bytearray()
    for token in _tokens(data, at_end=not after):
        if token == b"\r\n":
            out += token
            column = 0
            continue
        if column + len(token) >= _LONGEST_CODED:
            out += b"=\r\n"
            column = 0
        out += token
        column += len(token)
    if after and column + after > _LONGEST_CODED:
        out += b"=\r\n"
    return bytes(out)


def _tokens(data: bytes, *, at_end: bool) -> Iterator[bytes]:
    """Each byte as it is written; white space that ends a line is coded, for it would be lost."""
    lines = data.split(b"\r\n")
    for number, line in enumerate(lines):
        if number:
            yield b"\r\n"
        ends = number < len(lines) - 1 or at_end
        for place, byte in enumerate(line):
            last = ends and place == len(line) - 1
            plain = (0x21 <= byte <= 0x7E and byte != 0x3D) or (byte == 0x20 and not last)  # noqa: PLR2004 - RFC 2045 §6.7
            yield bytes([byte]) if plain else b"=%02X" % byte


def _codec(charset: str) -> str:
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        name = ""
    if not _CHARSETS.fullmatch(name):
        raise Unfit("its character set is not one that words can be added in")
    return name


def _read(  # noqa: PLR0913 - a text is this much
    data: bytes, starts: list[int], ends: list[int], codec: str, *, coded: bool, eight_bits: bool, begin: int
) -> Letters:
    """Put the bytes together into letters; the text must come back byte for byte."""
    try:
        text = data.decode(codec)
        sizes = [len(letter.encode(codec)) for letter in text]
        same = b"".join(letter.encode(codec) for letter in text) == data
    except UnicodeError:
        same = False
    if not same:
        raise Unfit("its text is not in the character set it names")
    first, last, at = [], [], 0
    for size in sizes:
        first.append(starts[at])
        last.append(ends[at + size - 1])
        at += size
    return Letters(text, tuple(first), tuple(last), codec, coded, eight_bits, begin)
