"""One part of a message as MIME describes it: what a scan of the bytes finds, and what IMAP's BODYSTRUCTURE tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TEXT_LIMIT = 1_000_000
"""Bytes of one part's text that are looked at; what lies beyond is set aside and said in the remarks."""

BODY_LIMIT = 20_000_000
"""Bytes of one text part that are held at all: a page with pictures in it can be as large with little text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf or a container. `path` is IMAP's part number: "1", "1.2"; a message that is not multipart is "1".

    Containers (multipart/…) are parts too, their `body` None; the outermost is "". Where containers are not listed,
    they are inferred from the paths. `body` is transfer-encoded, as in the message, and None where it was not
    fetched. Names and types are in lower case, but for `filename` and `body`. message/rfc822 is a leaf.
    """

    path: str
    content_type: str = "text/plain"
    charset: str = ""
    flowed: bool = False
    delsp: bool = False
    smime_type: str = ""
    encoding: str = "7bit"
    disposition: str = ""
    filename: str = ""
    body: bytes | None = None

    @classmethod
    def described(  # noqa: PLR0913 - the fields of BODYSTRUCTURE
        cls,
        path: str,
        content_type: str,
        params: Mapping[str, str],
        *,
        encoding: str = "7bit",
        disposition: str = "",
        disposition_params: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Part:
        """Make a part from its type's and its disposition's parameters (decoded, names in lower case)."""
        return cls(
            path=path,
            content_type=content_type.strip().lower() or "text/plain",
            charset=params.get("charset", "").strip().lower(),
            flowed=params.get("format", "").strip().lower() == "flowed",
            delsp=params.get("delsp", "").strip().lower() == "yes",
            smime_type=params.get("smime-type", "").strip().lower(),
            encoding=encoding.strip().lower() or "7bit",
            disposition=disposition.strip().lower(),
            filename=(disposition_params or {}).get("filename", "") or params.get("name", ""),
            body=body,
        )

    @property
    def is_container(self) -> bool:
        """Whether it only holds other parts."""
        return self.content_type.startswith("multipart/")

    @property
    def is_text(self) -> bool:
        """Whether it is text meant to be read in the message itself, not a file that goes with it."""
        return self.content_type in _READABLE and self.disposition != "attachment" and not self._looks_like_a_file

    @property
    def parent(self) -> str:
        """The path of the container it lies in."""
        return self.path.rpartition(".")[0]

    @property
    def order(self) -> tuple[int, ...]:
        """A key by which parts sort as they stand in the message."""
        return tuple(int(step) for step in self.path.split(".") if step.isdecimal())

    @property
    def _looks_like_a_file(self) -> bool:
        return bool(self.filename) and self.disposition != "inline"


_READABLE = frozenset(
    {"text/plain", "text/html", "text/enriched", "text/richtext", "text", "text/x-markdown", "text/markdown"}
)
