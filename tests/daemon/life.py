"""What writers do with their drafts, in an order drawn from a seed, and what must hold of the mailbox afterwards."""

from __future__ import annotations

import imaplib
import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from mailhuman.config import Account
from tests.daemon.savers import SAVERS, Composer
from tests.servers.maildir import Maildir

_KEYWORD = re.compile(r",[A-Z]*[a-z]+$")
"""Dovecot writes each keyword as a small letter at the end of a message's file name."""
_TOKEN = re.compile(rb"^X-MailHuman-Note: ([^/\s]+)/(\S+)", re.MULTILINE | re.IGNORECASE)
_WORDS = (
    *("figures", "report", "plan", "invoice", "contract", "meeting", "notes", "sample", "order", "budget", "list"),
    *("review", "draft", "schedule", "delivery", "quote", "survey", "logo", "roof", "garden", "ticket", "repair"),
    *("class", "lesson", "recipe", "song", "chapter", "grant", "visa", "permit"),
)


@dataclass
class Life:
    """One account's writer: the drafts that are open, what was sent, and what was done, to tell a failure by."""

    account: Account
    seed: int
    open_ones: list[Composer] = field(default_factory=list)
    ended: int = 0
    sent: list[bytes] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    saver: dict[int, str] = field(default_factory=dict)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def act(self) -> str:
        """Do the next thing: begin a draft, save one again, send it, or throw it away."""
        roll = self.chance.random()
        if not self.open_ones or (roll < 0.2 and len(self.open_ones) < 4):
            self.begin()
        elif roll < 0.8:
            self.save(self.chance.choice(self.open_ones))
        else:
            self.finish(self.chance.choice(self.open_ones), send=roll < 0.92)
        return self.done[-1]

    def begin(self, client: str = "") -> Composer:
        """Begin a draft in some client."""
        number = len(self.open_ones) + self.ended
        words = self.chance.sample(_WORDS, 2)
        subject = f"{words[0].title()} and {words[1]} {self.seed}-{number}"
        composer = Composer(self.account, subject, f"reader{number}.{self.seed}@falk.example")
        self.saver[id(composer)] = client or self.chance.choice(list(SAVERS))
        self.open_ones.append(composer)
        self.save(composer)
        return composer

    def save(self, composer: Composer) -> None:
        """Save a draft, with another sentence or two than before."""
        client = self.saver[id(composer)]
        SAVERS[client](composer, self._text(composer))
        self.done.append(f"{client} saves {composer.subject} ({composer.saves})")

    def finish(self, composer: Composer, *, send: bool) -> None:
        """Send a draft or throw it away."""
        if send:
            composer.send()
            self.sent.append(composer.raw)
        else:
            composer.delete()
        self.open_ones.remove(composer)
        self.ended += 1
        del self.saver[id(composer)]
        composer.close()
        self.done.append(f"{'sends' if send else 'deletes'} {composer.subject}")

    def close(self) -> None:
        """Close every client, and leave what is open where it is."""
        for composer in self.open_ones:
            composer.close()

    def _text(self, composer: Composer) -> str:
        lines = [f"Send me the {word} today. You should have done this long ago." for word in self._subjects(composer)]
        return "\r\n".join(lines)

    def _subjects(self, composer: Composer) -> list[str]:
        return [*composer.subject.split()[:3:2], *self.chance.sample(_WORDS, 1 + composer.saves % 3)]


def troubles(mailbox: Maildir, life: Life, *, marks: bool = True) -> list[str]:
    """What is not as it must be: drafts byte for byte those left, one note for each, one mark on the newest copy.

    Without `marks` it is a trouble where any draft has one.
    """
    files = {name: raw for name, raw in mailbox.contents().items() if "T" not in name.rpartition(",")[2]}
    drafts = {name: raw for name, raw in files.items() if name.startswith(".Drafts/")}
    notes = [raw for name, raw in files.items() if name.startswith(".MailHuman/")]
    found = [
        *_differences("drafts", Counter(drafts.values()), _on_disk(each.raw for each in life.open_ones)),
        *_differences(
            "sent", Counter(raw for name, raw in files.items() if name.startswith(".Sent/")), _on_disk(life.sent)
        ),
    ]
    found += [f"marked wrongly: {name}" for name in drafts if bool(_KEYWORD.search(name)) != marks]
    return found + _notes_troubles(notes, [each.subject for each in life.open_ones])


def lost(line: imaplib.IMAP4, life: Life) -> list[str]:
    """What is worst, as the server shows it over `line`: a draft that is gone, doubled or altered."""
    line.select("Drafts", readonly=True)
    uids = line.uid("SEARCH", "UNDELETED")[1][0].split()
    told = line.uid("FETCH", b",".join(uids).decode(), "(BODY.PEEK[])")[1] if uids else []
    found = Counter(bytes(each[1]) for each in told if isinstance(each, tuple))
    return _differences("drafts", found, Counter(each.raw for each in life.open_ones))


def _on_disk(raws: Iterable[bytes]) -> Counter[bytes]:
    """Messages as Dovecot keeps them, their lines ended by LF."""
    return Counter(raw.replace(b"\r\n", b"\n") for raw in raws)


def _differences(what: str, found: Counter[bytes], wanted: Counter[bytes]) -> list[str]:
    missing, extra = wanted - found, found - wanted
    return [f"{what}: {sum(missing.values())} missing, {sum(extra.values())} too many"] if missing or extra else []


def _notes_troubles(notes: list[bytes], subjects: list[str]) -> list[str]:
    tokens = [each[1] for each in map(_TOKEN.search, notes) if each]
    wrong = [f"notes: {len(notes)} for {len(subjects)} drafts"] if len(notes) != len(subjects) else []
    doubled = len(tokens) - len(set(tokens))
    return wrong + ([f"notes: {doubled} doubled"] if doubled else [])
