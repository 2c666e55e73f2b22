"""Drafts in HTML as mail clients write them: Thunderbird, Gmail, Outlook, Apple Mail, K-9 and Roundcube."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.message.draft_shapes import ADDRESS, ALL_LAYOUTS, HEADERS, ON, TOP_LAYOUTS, Client, Paragraphs, message


def _tagged(before: str, after: str) -> Callable[[Paragraphs], str]:
    return lambda paragraphs: "".join(before + escape(each) + after for each in paragraphs)


def _boxed(opening: str, closing: str, inner: Callable[[Paragraphs], str]) -> Callable[[Paragraphs], str]:
    return lambda paragraphs: opening + inner(paragraphs) + closing


def _broken(paragraphs: Paragraphs) -> str:
    return "<br>\n".join(escape(each) for each in paragraphs)


def _page(body: str) -> bytes:
    head = '<html><head><title>Not text</title><style>p {color: red}</style></head><body dir="auto">'
    return message("text/html; charset=utf-8", f"<!DOCTYPE html>{head}{body}</body></html>")


def _alternative(body: str) -> bytes:
    """HTML beside a plain text that says less than it: the HTML must be the one that is read."""
    return message(
        'multipart/alternative; boundary="=_b"',
        "--=_b\nContent-Type: text/plain; charset=utf-8\n\nThis is the plain form.\n\n"
        "--=_b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"<html><body>{body}</body></html>\n--=_b--\n",
    )


def _header_rows(bold: str = "b") -> str:
    return "<br>".join(f"<{bold}>{label}:</{bold}> {escape(value)}" for label, value in HEADERS)


_DIVS = _tagged("<div>", "</div><div><br></div>")
_PS = _tagged("<p>", "</p>\n    <p><br>\n    </p>\n")
_CITED = _boxed('<blockquote type="cite">', "</blockquote>", _tagged("<div>", "</div>"))

THUNDERBIRD = Client(
    "thunderbird-html",
    {
        "own": _PS,
        "quote": _boxed(
            f'<div class="moz-cite-prefix">{escape(ON)}<br>\n</div><blockquote type="cite" cite="mid:a@b.example">\n',
            "</blockquote>\n",
            _tagged("<p>", "</p>\n<blockquote>an earlier quote</blockquote>"),
        ),
        "signature": _boxed('<pre class="moz-signature" cols="72">-- \n', "</pre>", "\n".join),
        "forward": _boxed(
            '<div class="moz-forward-container"><br>-------- Forwarded Message --------\n'
            '<table class="moz-email-headers-table"><tbody><tr><th>Subject: </th><td>Q3</td></tr></tbody></table>',
            "</div>",
            _tagged("<p>", "</p>"),
        ),
    },
    _page,
    ALL_LAYOUTS,
)

_GMAIL_QUOTE = '<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
GMAIL = Client(
    "gmail",
    {
        "own": _boxed('<div dir="ltr">', "</div>", _DIVS),
        "quote": _boxed(
            f'<br>{_GMAIL_QUOTE}{escape(ON)}<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;'
            'border-left:1px solid rgb(204,204,204);padding-left:1ex">',
            "</blockquote></div>",
            _tagged("", "<br><br>"),
        ),
        "signature": _boxed(
            '<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" '
            'data-smartmail="gmail_signature"><div dir="ltr">',
            "</div></div>",
            _broken,
        ),
        "forward": _boxed(
            f"<br>{_GMAIL_QUOTE}---------- Forwarded message ---------<br>"
            f'From: <strong class="gmail_sendername">Priya</strong> &lt;{ADDRESS}&gt;<br>Date: Fri<br></div><br><br>',
            "</div>",
            _tagged("<div>", "</div>"),
        ),
    },
    _alternative,
    (*ALL_LAYOUTS, "own+forward+own"),
)

GMAIL_INSIDE = Client(  # the words typed below the quote land inside Gmail's own box
    "gmail-inside",
    {
        **GMAIL.write,
        "own": _boxed('<div dir="ltr">', "</div>", _DIVS),
        "quote": _boxed(
            f'{_GMAIL_QUOTE}{escape(ON)}<br></div><blockquote class="gmail_quote">',
            "</blockquote>",
            _tagged("", "<br>"),
        ),
    },
    lambda body: _alternative(body + "</div></div>"),
    (
        "quote+own",
        "quote+own+quote+own",
        "own+quote+own+quote+own",
        "quote+own+signature",
        "quote+own+quote+own+signature",
    ),
)

_WORD = _tagged('<p class="MsoNormal">', "<o:p></o:p></p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n")
_BORDER = '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">'
OUTLOOK = Client(
    "outlook-desktop",
    {
        "own": _WORD,
        "quote": _boxed(f"<div>{_BORDER}{_header_rows()}<o:p></o:p></p></div></div>", "", _WORD),
        "signature": _boxed('<div id="Signature">', "</div>", _WORD),
        "forward": _boxed(f"<div>{_BORDER}{_header_rows('strong')}</p></div></div>", "", _WORD),
    },
    _alternative,
    TOP_LAYOUTS,
)

OUTLOOK_WEB = Client(
    "outlook-web",
    {
        "own": _tagged('<div class="elementToProof" style="font-family: Aptos">', "</div><div><br></div>"),
        "quote": _boxed(
            '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
            f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{_header_rows()}</font></div><div>',
            "</div>",
            _tagged('<p class="x_MsoNormal">', "</p>"),
        ),
        "signature": _boxed(
            '<div id="ms-outlook-mobile-signature">Get <a href="#">Outlook for iOS</a>', "</div>", _DIVS
        ),
        "forward": _boxed(f'<hr><div id="x_divRplyFwdMsg">{_header_rows()}</div>', "", _tagged("<div>", "</div>")),
    },
    _page,
    TOP_LAYOUTS,
)

APPLE = Client(
    "apple-mail",
    {
        "own": _DIVS,
        "quote": _boxed(
            f'<div><br><blockquote type="cite"><div>{escape(ON)}</div><br class="Apple-interchange-newline">',
            "</blockquote></div>",
            _tagged("<div>", "</div>"),
        ),
        "signature": _boxed('<div id="AppleMailSignature" dir="ltr">', "</div>", _broken),
        "forward": _boxed(
            f'<div><br><blockquote type="cite"><div>Begin forwarded message:</div><div>{_header_rows()}</div>',
            "</blockquote></div>",
            _tagged("<div>", "</div>"),
        ),
    },
    _page,
    ALL_LAYOUTS,
)

IPHONE = Client(
    "iphone",
    {
        **APPLE.write,
        "own": _tagged('<div dir="ltr">', "</div><div><br></div>"),
        "signature": lambda _: '<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div>',
        "quote": _boxed(
            f'<div dir="ltr"><br><blockquote type="cite">{escape(ON)}<br><br></blockquote></div>'
            '<blockquote type="cite">',
            "</blockquote>",
            _tagged("<div>", "</div>"),
        ),
    },
    _alternative,
    ALL_LAYOUTS,
)

K9_HTML = Client(
    "k9-html",
    {
        "own": _broken,
        "quote": _boxed(
            f'<br><br><div class="gmail_quote">{escape(ON)}<br><blockquote class="gmail_quote" '
            'style="margin: 0pt 0pt 1ex 0.8ex; border-left: 1px solid #729fcf;">',
            "</blockquote></div>",
            _tagged("", "<br>"),
        ),
        "signature": _boxed("<br><br><div class='k9mail-signature'>-- <br>", "</div>", _broken),
        "forward": _boxed(
            f"<br><br>-------- Original Message --------<br>{_header_rows()}<br><br>", "", _tagged("<p>", "</p>")
        ),
    },
    _page,
    ALL_LAYOUTS,
)

ROUNDCUBE = Client(
    "roundcube-html",
    {
        "own": _tagged("<p>", "</p>"),
        "quote": _boxed(
            f'<p id="reply-intro">{escape(ON)}</p><blockquote type="cite" style="border-left: #1010ff 2px">',
            "</blockquote>",
            _tagged("<p>", "</p>"),
        ),
        "signature": _boxed('<div id="_rc_sig"><pre>', "</pre></div>", "\n".join),
        "forward": _boxed(
            f"<p>-------- Original Message --------</p><p>{_header_rows('span')}</p>", "", _tagged("<p>", "</p>")
        ),
    },
    _page,
    ALL_LAYOUTS,
)

HTML_CLIENTS = (THUNDERBIRD, GMAIL, GMAIL_INSIDE, OUTLOOK, OUTLOOK_WEB, APPLE, IPHONE, K9_HTML, ROUNDCUBE)
