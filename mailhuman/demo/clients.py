"""How five mail programs write a message down: plain or HTML, and the way each sets off the mail it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from mailhuman.model import Address

_BOUNDARY = "=_mailhuman_demo"
_WIDTH = 72  # columns at which Thunderbird breaks a line softly (format=flowed)


@dataclass(frozen=True, slots=True)
class Quoted:
    """The mail that is answered: who wrote it, when, what about, and its words."""

    sender: Address
    to: Address
    date: datetime
    subject: str
    text: str


Body = Callable[[str, str, "Quoted | None"], EmailMessage]


def body_of(client: str, text: str, signature: str, quoted: Quoted | None) -> EmailMessage:
    """A message with the body `client` would make of these words, without any header of its own."""
    return _CLIENTS[client](text.strip(), signature.strip(), quoted)


def _thunderbird(text: str, signature: str, quoted: Quoted | None) -> EmailMessage:
    parts = [_flowed(text)]
    if quoted:
        parts.append(f"\nOn {quoted.date:%m/%d/%y %H:%M}, {quoted.sender.name} wrote:\n{_arrows(quoted.text)}")
    if signature:
        parts.append(f"\n-- \n{signature}")
    message = EmailMessage(policy=SMTP)
    message.set_content("\n".join(parts) + "\n", params={"format": "flowed"})
    return message


def _k9(text: str, signature: str, quoted: Quoted | None) -> EmailMessage:
    parts = [text]
    if signature:
        parts.append(f"-- \n{signature}")
    if quoted:
        moment = f"{quoted.date.day} {quoted.date:%B %Y %H:%M:%S %Z}"
        parts.append(f"On {moment}, {_named(quoted.sender)} wrote:\n{_arrows(quoted.text)}")
    message = EmailMessage(policy=SMTP)
    message.set_content("\n\n".join(parts) + "\n")
    return message


def _gmail(text: str, signature: str, quoted: Quoted | None) -> EmailMessage:
    html = f'<div dir="ltr">{_divs(text)}'
    if signature:
        html += (
            '<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" '
            f'data-smartmail="gmail_signature">{_lines(signature)}</div>'
        )
    html += "</div>"
    if quoted:
        html += (
            f'<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{_on(quoted)}<br>'
            '</div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid rgb(204,204,204);'
            f'padding-left:1ex">{_divs(quoted.text)}</blockquote></div>'
        )
    return _both(text, signature, quoted, html)


def _apple(text: str, signature: str, quoted: Quoted | None) -> EmailMessage:
    html = f"<html><body>{_divs(text)}"
    if signature:
        html += f'<div id="AppleMailSignature" dir="ltr">{_lines(signature)}</div>'
    if quoted:
        html += (
            f'<div><br><blockquote type="cite"><div>{_on(quoted)}</div><br class="Apple-interchange-newline">'
            f"{_divs(quoted.text)}</blockquote></div>"
        )
    return _both(text, signature, quoted, html + "</body></html>")


def _outlook(text: str, signature: str, quoted: Quoted | None) -> EmailMessage:
    html = f'<html><body><div class="WordSection1">{_word(text)}'
    if signature:
        html += f'<div id="Signature">{_word(signature)}</div>'
    if quoted:
        rows = (
            ("From", _named(quoted.sender)),
            ("Sent", f"{quoted.date:%A, %B} {quoted.date.day}, {quoted.date:%Y %H:%M}"),
            ("To", _named(quoted.to)),
            ("Subject", quoted.subject),
        )
        head = "<br>".join(f"<b>{label}:</b> {escape(told)}" for label, told in rows)
        html += (
            '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
            f'<p class="MsoNormal">{head}<o:p></o:p></p></div></div>{_word(quoted.text)}'
        )
    return _both(text, signature, quoted, html + "</div></body></html>")


_CLIENTS: dict[str, Body] = {
    "thunderbird": _thunderbird,
    "k9": _k9,
    "gmail": _gmail,
    "apple": _apple,
    "outlook": _outlook,
}


def _both(text: str, signature: str, quoted: Quoted | None, html: str) -> EmailMessage:
    """HTML with the same in plain text beside it, as those programs send it."""
    parts = [text, *([f"-- \n{signature}"] if signature else [])]
    if quoted:
        parts.append(f"{_said(quoted)}\n\n{_arrows(quoted.text)}")
    message = EmailMessage(policy=SMTP)
    message.set_content("\n\n".join(parts) + "\n")
    message.add_alternative(html, subtype="html")
    message.set_boundary(f"{_BOUNDARY}_alternative")  # a random one would make two runs differ
    return message


def attach(message: EmailMessage, name: str) -> None:
    """Add a file of that name; what is in it nobody will ever fetch."""
    message.add_attachment(b"Invented for the demo.\n", maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary(f"{_BOUNDARY}_mixed")


def _flowed(text: str) -> str:
    return "\n".join(map(_softly_broken, text.split("\n")))


def _softly_broken(line: str) -> str:
    rows, row = [], ""
    for word in line.split():
        if row and len(row) + len(word) > _WIDTH:
            rows.append(row)
            row = ""
        row += word + " "
    return "\n".join([*rows, row.rstrip()])


def _arrows(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().split("\n"))


def _on(quoted: Quoted) -> str:
    return escape(_said(quoted))


def _said(quoted: Quoted) -> str:
    return f"On {quoted.date:%a, %d %b %Y at %H:%M}, {_named(quoted.sender)} wrote:"


def _named(person: Address) -> str:
    return f"{person.name} <{person.email}>"


def _divs(text: str) -> str:
    return "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.strip().split("\n"))


def _lines(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))


def _word(text: str) -> str:
    rows = (escape(line) or "&nbsp;" for line in text.strip().split("\n"))
    return "".join(f'<p class="MsoNormal">{row}<o:p></o:p></p>' for row in rows)
