"""The manners of other servers put on a real one by the proxy: what Gmail, Exchange and DavMail say, lack, and do to mail.

What each does is taken from its documentation and from reports of those who met it; nothing here was tried on theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CAPABILITIES = re.compile(rb"CAPABILITY ([^\]\r\n]*)")
_PERMANENT = re.compile(rb"\[PERMANENTFLAGS \(([^)]*)\)\]")
_SYSTEM = re.compile(rb"\\[A-Za-z]+")
_KEYWORDS = re.compile(rb"^(\S+) UID STORE \S+ [+-]?FLAGS(?:\.SILENT)? \(([^)]*)\)", re.IGNORECASE)
_LABELS = re.compile(rb"^(\S+ UID STORE \S+ [+-])X-GM-LABELS(\.SILENT)? \(?([^()\r\n]*)\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Manners:
    """How a server differs from the one behind: what it cannot do, what it says, what it never tells.

    `without` are capabilities taken away, `more` those added; `greeting` stands for the server's own words. Without
    `keywords` it keeps none and refuses them; with `mute` an IDLE brings no news; `says_uid` is whether APPENDUID comes;
    `rewrites` is what it puts before a message it is given, as servers do that render mail anew; `labels` lets Gmail's
    labels be set, kept as keywords behind.
    """

    greeting: bytes = b""
    without: frozenset[bytes] = frozenset()
    more: tuple[bytes, ...] = ()
    keywords: bool = True
    mute: bool = False
    says_uid: bool = True
    labels: bool = False
    rewrites: bytes = b""

    def said(self, line: bytes, *, idling: bool) -> bytes:
        """What the client hears in place of a line of the server; nothing where it is kept back."""
        if self.mute and idling and line.startswith(b"* "):
            return b""
        if self.greeting and line.startswith(b"* OK [CAPABILITY"):
            line = re.sub(rb"\] .*\r\n$", lambda _: b"] " + self.greeting + b"\r\n", line)
        line = _CAPABILITIES.sub(lambda found: b"CAPABILITY " + self._able(found[1]), line)
        if not self.keywords:
            line = _PERMANENT.sub(
                lambda found: b"[PERMANENTFLAGS (" + b" ".join(_SYSTEM.findall(found[1])) + b")]", line
            )
        return line if self.says_uid else re.sub(rb"\[APPENDUID[^\]]*\] ", b"", line)

    def refused(self, line: bytes) -> bytes:
        """The refusal of a command the server behind would take; nothing where it may pass."""
        found = _KEYWORDS.match(line)
        if found and not self.keywords and b"$" in found[2]:
            return found[1] + b" BAD Command Argument Error. 11\r\n"
        return b""

    def heard(self, line: bytes) -> bytes:
        """What the server behind hears in place of a command."""
        found = _LABELS.match(line) if self.labels else None
        if not found:
            return line
        names = re.findall(rb'"([^"]*)"|(\S+)', found[3])
        flags = b" ".join(_as_flag(one or other) for one, other in names)
        return found[1] + b"FLAGS" + (found[2] or b"") + b" (" + flags + b")\r\n"

    def _able(self, names: bytes) -> bytes:
        return b" ".join([*(each for each in names.split() if each not in self.without), *self.more])


AS_IT_IS = Manners()
"""The server behind, unchanged."""


def _as_flag(label: bytes) -> bytes:
    """What stands behind for a label; that of the trash takes a message away, as far as its folder goes."""
    return b"\\Deleted" if label.strip(b"\\").lower() == b"trash" else b"$label-" + label.replace(b"/", b"-")


_NEWER = frozenset({b"NOTIFY", b"QRESYNC", b"METADATA", b"THREAD=REFERENCES", b"THREAD=REFS", b"MULTIAPPEND"})

GMAIL = Manners(greeting=b"Gimap ready for requests from 127.0.0.1", without=_NEWER, more=(b"X-GM-EXT-1",), labels=True)
"""Labels, keywords, CONDSTORE and UIDPLUS; no NOTIFY and no QRESYNC."""
EXCHANGE = Manners(
    greeting=b"The Microsoft Exchange IMAP4 service is ready.",
    without=_NEWER | {b"CONDSTORE", b"ESEARCH"},
    keywords=False,
    mute=True,
    rewrites=b"X-MS-Exchange-Organization-AuthAs: Internal\r\n",
)
"""No keyword is kept, IDLE misses what happens, and what is appended comes back rendered anew."""
DAVMAIL = Manners(greeting=b"IMAP4rev1 DavMail 6.2.2 server ready", without=_NEWER | {b"CONDSTORE"})
"""Setting a flag on a draft makes a second one there, so none may be set."""
PLAIN_OLD = Manners(without=_NEWER | {b"CONDSTORE", b"IDLE", b"UIDPLUS", b"MOVE", b"ESEARCH"}, says_uid=False)
"""No IDLE, no UIDPLUS: only what every server can."""
