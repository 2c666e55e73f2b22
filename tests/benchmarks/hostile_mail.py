"""Messages made to be slow or huge, by name: for the table of timings and for whoever looks for another."""

from __future__ import annotations

from collections.abc import Callable

MB = 1_000_000
FROM = b"From: a@b.example\n"


def text(body: bytes, extra: bytes = b"") -> bytes:
    """A plain message."""
    return FROM + b"Content-Type: text/plain; charset=utf-8" + extra + b"\n\n" + body


def page(body: bytes) -> bytes:
    """An HTML message."""
    return FROM + b"Content-Type: text/html; charset=utf-8\n\n" + body


def header(name: bytes, value: bytes) -> bytes:
    """A message with one long field."""
    return FROM + name + b": " + value + b"\n\nHello\n"


def parts(body: bytes, boundary: bytes = b"b") -> bytes:
    """A multipart message."""
    return FROM + b"Content-Type: multipart/mixed; boundary=" + boundary + b"\n\n" + body


def nested(levels: int) -> bytes:
    """Multiparts inside multiparts."""
    one = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return FROM + b"".join(one % (level, level) for level in range(levels)) + b"\nHello\n"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "attachment of 25 MiB": lambda: parts(
        b"--b\n\nHello\n--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
        + b"QUJDRGFi" * 9 + b"\n" + (b"QUJDRGFi" * 9 + b"\n") * 359_000 + b"--b--\n"
    ),
    "attachment of 25 MiB of dashes": lambda: parts(b"--b\nContent-Type: image/png\n\n" + b"--\n" * 8_700_000),
    "text of 25 MiB": lambda: text(b"Hello there, all of you. " * MB),
    "html of 25 MiB": lambda: page(b"<p>Hello <b>there</b>, all of you.</p>" * 690_000),
    "10,000 parts": lambda: parts(b"--b\nContent-Type: text/plain\n\nHello\n" * 10_000),
    "10,000 html parts": lambda: parts(b"--b\nContent-Type: text/html\n\n<p>Hello\n" * 10_000),
    "1,000 parts of 200 header lines": lambda: parts((b"--b\n" + b"a:b\n" * 300) * 1_000),
    "1,000 levels": lambda: nested(1_000),
    "10,000 levels": lambda: nested(10_000),
    "header of 200 KB": lambda: header(b"Subject", b"word " * 40_000),
    "200 KB of addresses": lambda: header(b"To", b"Ann <a@b.example>, " * 10_000),
    "200 KB of half addresses": lambda: header(b"To", b'"\\' * 100_000),
    "200 KB of brackets": lambda: header(b"To", b"<(" * 100_000),
    "200 KB of one address": lambda: header(b"To", b"a" * 200_000 + b" @"),
    "200 KB of encoded words": lambda: header(b"Subject", b"=?utf-8?q?a?= " * 14_000),
    "200 KB of half encoded words": lambda: header(b"Subject", b"=?a?q?" * 33_000),
    "200 KB of parameters": lambda: header(b"Content-Type", b"a/b" + b'; a*0*="' * 25_000),
    "200 KB of references": lambda: header(b"References", b"<a@b> " * 33_000),
    "200 KB of open references": lambda: header(b"References", b"<" * 200_000),
    "200 KB of date": lambda: header(b"Date", b"1 " * 100_000),
    "1 MB of header lines": lambda: b"a: b\n" * 200_000,
    "a line of 1 MB": lambda: text(b"word " * 200_000),
    "a word of 1 MB": lambda: text(b"w" * MB),
    "1 MB of arrows": lambda: text(b">" * MB),
    "1 MB of flowed arrows": lambda: text(b"> \n" * 330_000, b"; format=flowed"),
    "1 MB of empty lines": lambda: text(b"\n" * MB),
    "1 MB of header blocks": lambda: text(b"From: a@b.example\nSent: x\n" * 40_000),
    "1 MB of lone labels": lambda: text(b"Subject: a\n" * 90_000),
    "1 MB of attributions": lambda: text(b"On 11/20/26 09:01, A <a@b.example> wrote:\n> x\n" * 22_000),
    "1 MB of openings": lambda: text(b"On 11/20/26 09:01,\n" * 50_000),
    "1 MB of rules": lambda: text(b"-----x\n" * 140_000),
    "1 MB of dashes": lambda: text(b"-" * MB),
    "1 MB of signatures": lambda: text(b"-- \n> x\n" * 140_000),
    "1 MB of law": lambda: text(b"This e-mail is confidential, intended recipient. " * 20_000),
    "1 MB of white space": lambda: text(b" " * MB + b"x"),
    "1 MB of open tags": lambda: page(b"<" * MB),
    "1 MB of divs": lambda: page(b"<div>" * 200_000),
    "1 MB of fonts": lambda: page(b"".join(b"<font a%d>" % each for each in range(80_000)) + b"<p>" * 50_000),
    "1 MB of bold paragraphs": lambda: page(b"<p><b>" * 160_000),
    "1 MB of tables": lambda: page(b"<table>" * 140_000),
    "1 MB of cells": lambda: page(b"<td>a" * 200_000),
    "1 MB of comments": lambda: page(b"<!--" * 250_000),
    "1 MB of entities": lambda: page(b"&amp" * 250_000),
    "1 MB of links": lambda: page(b"<a href=x>" * 100_000),
    "1 MB of attributes": lambda: page(b"<p " + b"".join(b"a%d " % each for each in range(140_000)) + b">x"),
    "900 KB of attributes": lambda: page(b"<p " + b"".join(b"a%d " % each for each in range(130_000)) + b">x"),
    "900 KB of attributes on many": lambda: page(
        (b"<p " + b"".join(b"a%d " % each for each in range(1_900)) + b">x") * 70
    ),
    "10 MB of pictures": lambda: page(b"<img src='data:image/png;base64," + b"QUJD" * 2_500_000 + b"'><p>Hello"),
    "1 MB of style": lambda: page(b'<p style="' + b"display: " * 110_000 + b'">x'),
    "1 MB of breaks": lambda: page(b"<br>" * 250_000),
    "1 MB of spans": lambda: page(b"<span>a</span>" * 70_000),
    "1 MB of blockquotes": lambda: page(b"<blockquote>a" * 76_000),
    "1 MB of gmail quotes": lambda: page(b"<div class=gmail_quote><div class=gmail_attr>-----" * 20_000),
    "1 MB of pre": lambda: page(b"<pre>" + b"a\n" * 500_000),
    "1 MB of inline pictures": lambda: page("<img alt='🙂'>".encode() * 60_000),
    "1 MB on one line of html": lambda: page(b"<i>a</i> " * 100_000),
    "1 MB of nested forms": lambda: page(b"<form><div></form><b>" * 50_000),
    "1 MB of select": lambda: page(b"<select><option>" * 60_000),
    "1 MB of svg": lambda: page(b"<svg><g>" * 120_000),
    "1 MB of base64": lambda: text(b"QUJD" * 250_000, b"\nContent-Transfer-Encoding: base64"),
    "1 MB of quoted-printable": lambda: text(b"=" * MB, b"\nContent-Transfer-Encoding: quoted-printable"),
    "1 MB of utf-7": lambda: FROM + b"Content-Type: text/plain; charset=utf-7\n\n" + b"+" * MB,
    "1 MB of uuencode": lambda: text(
        b"begin 644 a\n" + b"#0V%T\n" * 160_000, b"\nContent-Transfer-Encoding: x-uuencode"
    ),
    "1 MB of address fields": lambda: b"To: a@b.example\n" * 62_000 + b"\nHello\n",
    "1 MB of levels": lambda: text(b"".join(b">" * (each % 500) + b" x\n" for each in range(4_000))),
    "1 MB of quotes and answers": lambda: text(b"> q\nown\n" * 125_000),
    "1 MB of comparisons": lambda: text(b">5\nx\n" * 200_000),
    "1 MB of prompts": lambda: text(b">>> x\nout\n" * 100_000),
    "1 MB of bare dashes": lambda: text(b"--\nx\n" * 200_000),
    "1 MB of addresses in lines": lambda: text((b"x" * 80 + b"<" + b"y" * 80 + b"@\n") * 6_100),
    "1 MB of verbs": lambda: text((b"Op 20-11-2026 " + b"heeft " * 90 + b":\n") * 1_800),
    "1 MB of devices": lambda: text((b"Von meinem " + b"x" * 140 + b"\n") * 6_500),
    "1 MB of labels with much in them": lambda: text((b"From: " + b"x" * 500 + b"@\n") * 2_000),
    "1 MB of blockquotes below names": lambda: page(b"<div>Priya wrote:</div><blockquote>x</blockquote>" * 20_000),
    "1 MB of client's own boxes": lambda: page(b"<div class=moz-cite-prefix>" + b"a<br>" * 200_000 + b"</div>"),
    "an mbox of 1,000 messages": lambda: b"From x\nSubject: a\n\nhi\n\n" * 1_000,
}  # fmt: skip
"""Each gives the bytes of a message; they are made only when asked for."""
