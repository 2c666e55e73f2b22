"""What is true of a draft's situation, read once: who reads it, how the exchange goes, what hangs over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, wraps
from typing import TypeVar

from mailhuman.contacts.find import match, same_name_elsewhere
from mailhuman.contacts.policy import asks_for_business_only
from mailhuman.model import Address, Contact, Situation, ThreadMessage
from mailhuman.touches.finding import Finding
from mailhuman.touches.findings import findings
from mailhuman.touches.noticed import gives_orders
from mailhuman.touches.sentences import Greeting, body, closes, greeting, signed_name
from mailhuman.touches.signs import find_sign

Answer = TypeVar("Answer")
_RECENT = timedelta(days=30)
_TODAY = timedelta(hours=24)
_NO_REPLY = re.compile(
    r"(?:no|do-?not|donot)[._-]?reply|mailer-daemon|postmaster|notifications?@|^bounce|ticket", re.IGNORECASE
)
_LISTS = re.compile(
    r"^(?:all|team|staff|everyone|everybody|list|group|office|info|support|sales|planning|announce|members)@|@lists?\.",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Circumstances:
    """The situation with what a careful reader makes of it; every property is worked out once, on demand."""

    situation: Situation

    @cached_property
    def own(self) -> str:
        """The writer's own words."""
        return self.situation.draft.own_text

    @cached_property
    def readers(self) -> tuple[Address, ...]:
        """Everybody but the writer who will read it."""
        return tuple(each for each in self.situation.draft.recipients if each.email not in self.situation.owner)

    @cached_property
    def reader(self) -> Address | None:
        """The one it is written to: the only reader, or the first in To."""
        to = [each for each in self.situation.draft.to if each.email not in self.situation.owner]
        return to[0] if to else (self.readers[0] if self.readers else None)

    @cached_property
    def contact(self) -> Contact | None:
        """The card of the reader, where exactly one card has the address."""
        return match(self.situation.contacts, self.reader.email).contact if self.reader else None

    @cached_property
    def ambiguous(self) -> bool:
        """Whether two cards share the address, or the address is new and the name is not."""
        if not self.reader:
            return False
        if match(self.situation.contacts, self.reader.email).ambiguous:
            return True
        return self.contact is None and same_name_elsewhere(self.situation.contacts, self._named_reader)

    @cached_property
    def unsure_cards(self) -> tuple[Contact, ...]:
        """Where it is not certain who the reader is: every card that shares the address, or has the same name."""
        if not self.ambiguous or not self.reader:
            return ()
        cards = self.situation.contacts
        sharing = tuple(card for card in cards if self.reader.email in card.emails)
        return sharing or tuple(card for card in cards if same_name_elsewhere((card,), self._named_reader))

    @property
    def _named_reader(self) -> Address:
        reader = self.reader or Address("")
        called = self.greeting.name if self.greeting else ""
        return Address(reader.email, reader.name or called)

    @cached_property
    def audience_is_wide(self) -> bool:
        """Whether more people than the reader can see it: Cc, Bcc, several in To, a list, a forward."""
        draft = self.situation.draft
        return (
            len(self.readers) != 1
            or draft.mailing_list
            or draft.forwarded
            or any(_LISTS.search(each.email) for each in self.readers)
            or self._greets_many
        )

    @property
    def _greets_many(self) -> bool:
        """Whether it speaks to several: "Hi all", "Dear parents"; "Hi there" is said to one."""
        opening = self.greeting
        return bool(opening and opening.to_everybody and opening.name.casefold() != "there")

    @cached_property
    def robot(self) -> bool:
        """Whether nobody is at the other end."""
        last = self.last_theirs
        return bool(self.reader and _NO_REPLY.search(self.reader.email)) or bool(
            last and (last.automated or find_sign("robot", last.own_text))
        )

    @cached_property
    def theirs(self) -> tuple[ThreadMessage, ...]:
        """The reader's messages, oldest first."""
        wanted = self.reader.email if self.reader else ""
        return tuple(each for each in self.situation.thread if each.sender and each.sender.email == wanted)

    @cached_property
    def mine(self) -> tuple[ThreadMessage, ...]:
        """The writer's messages, oldest first."""
        owner = self.situation.owner
        return tuple(each for each in self.situation.thread if each.sender and each.sender.email in owner)

    @cached_property
    def last_theirs(self) -> ThreadMessage | None:
        """The reader's latest message."""
        return self.theirs[-1] if self.theirs else None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the thread holds; only what the reader or the writer said."""
        wanted = {self.reader.email if self.reader else ""} | self.situation.owner
        heard = [each for each in self.situation.thread if each.sender and each.sender.email in wanted]
        return findings(heard, self.situation.owner, self.situation.now.date())

    @cached_property
    def greeting(self) -> Greeting | None:
        """How the draft opens."""
        return greeting(self.own)

    @cached_property
    def closes(self) -> bool:
        """Whether the draft ends with a set closing."""
        return closes(self.own)

    @cached_property
    def asks(self) -> bool:
        """Whether the draft wants something of the reader."""
        inner = body(self.own).of(self.own)
        commanded = any(cue.cue in {"bare-command", "please-at-start"} for cue in self.situation.tone.cues)
        return commanded or bool(find_sign("asks", inner))

    @cached_property
    def signed_as(self) -> str:
        """The name under the reader's latest message that has one."""
        return next((name for each in reversed(self.theirs) if (name := signed_name(each.own_text))), "")

    @cached_property
    def wants_business_only(self) -> bool:
        """Whether the reader has asked for no personal remarks."""
        return bool(self.contact and asks_for_business_only(self.contact))

    def shows(self, sign: str, *, within: timedelta = _RECENT) -> bool:
        """Whether `sign` shows in the draft's own words or subject, or in what was written to or by the reader."""
        return once(self, ("shows", sign, within), lambda: any(find_sign(sign, text) for text in self._texts(within)))

    def _texts(self, within: timedelta) -> Iterator[str]:
        yield self.own
        yield self.situation.draft.subject
        oldest = self.situation.now - within
        for each in self.situation.thread:
            if each.date is None or each.date >= oldest:
                yield each.own_text
                if self._same_subject(each):
                    yield each.subject

    def _same_subject(self, message: ThreadMessage) -> bool:
        return bool(message.subject) and message.subject.split(":")[-1].strip() in self.situation.draft.subject

    @cached_property
    def incident(self) -> bool:
        """Whether something is on fire now: said in the draft, or in the thread within a day."""
        return self.shows("incident", within=_TODAY)

    @cached_property
    def brings_bad_news(self) -> bool:
        """Whether the draft itself refuses, cuts or lets down."""
        return find_sign("bad-news", self.own) is not None

    @cached_property
    def said_last(self) -> str:
        """What the reader's latest message says to a person; paragraphs that speak to programs are left out."""
        last = self.last_theirs
        return "\n\n".join(part for part in (last.own_text if last else "").split("\n\n") if not gives_orders(part))

    @cached_property
    def they_are_angry(self) -> bool:
        """Whether the reader's latest message, or what the draft quotes, is angry."""
        return bool(find_sign("anger", self.said_last) or find_sign("anger", self._quoted))

    @property
    def _quoted(self) -> str:
        """What of the draft is not the writer's own."""
        text, own = self.situation.draft.text, self.situation.draft.own
        ends = [0, *(span.end for span in own)]
        return "\n".join(text[end:start] for end, start in zip(ends, [*(s.start for s in own), len(text)], strict=True))


def once(about: Circumstances, question: tuple[object, ...], answer: Callable[[], Answer]) -> Answer:
    """The answer to `question` about this draft, found out when it is first asked: each candidate asks it anew."""
    answers: dict[tuple[object, ...], Answer] = about.__dict__.setdefault("_answers", {})
    if question not in answers:
        answers[question] = answer()
    return answers[question]


def asked_once(question: Callable[[Circumstances], Answer]) -> Callable[[Circumstances], Answer]:
    """Let a question about the circumstances be answered once for each draft."""

    @wraps(question)
    def answered(about: Circumstances) -> Answer:
        return once(about, (question.__module__, question.__name__), lambda: question(about))

    return answered
