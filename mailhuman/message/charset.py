"""Bytes into text, whatever they say they are: the charset named, else UTF-8, else what Western mail mostly is."""

from __future__ import annotations

import codecs
import re

_SAME_AS = {
    "ascii": "utf-8",  # 8-bit text labelled us-ascii is UTF-8 more often than not; pure ASCII is both
    "iso8859-1": "cp1252",  # what browsers and mail clients do (WHATWG Encoding, "Names and labels")
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_ODD_NAMES = {"iso-8859-8-i": "iso-8859-8", "unicode-1-1-utf-7": "utf-7", "x-sjis": "cp932", "x-gbk": "gb18030"}
_NOT_FOR_MAIL = {"unicode-escape", "raw-unicode-escape", "undefined", "idna", "punycode"}
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def decode(data: bytes, charset: str) -> str:
    """Give the text of `data`; never fails. An unknown or wrong charset gives way to UTF-8, then to Windows-1252."""
    named = _codec(charset)
    for name in (named, "utf-8"):
        if name and (text := _strictly(data, name)) is not None:
            return text
    return data.decode(named or "cp1252", "replace") if named != "utf-8" else data.decode("cp1252", "replace")


def declared_in_html(data: bytes) -> str:
    """Give the charset a page names in its own head, "" if none."""
    found = _META.search(data[:2048])
    return found[1].decode("ascii", "replace") if found else ""


def visible(text: str) -> str:
    r"""Give `text` with newlines as \n and without what no reader sees (NUL, controls, byte-order marks)."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\xa0", " ")
    return _INVISIBLE.sub("", lined)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, ValueError):
        return None


def _codec(charset: str) -> str:
    """Give the name of a text codec for `charset`, "" where there is none."""
    wanted = charset.strip("\"' ").lower()
    try:
        found = codecs.lookup(_ODD_NAMES.get(wanted, wanted))
    except (LookupError, ValueError):
        return ""
    # bytes-to-bytes codecs (zlib, hex) have no business here: they can blow up a small part
    if found.name.replace("_", "-") in _NOT_FOR_MAIL or not found._is_text_encoding:  # noqa: SLF001 - there is no public way to ask
        return ""
    return _SAME_AS.get(found.name, found.name)
