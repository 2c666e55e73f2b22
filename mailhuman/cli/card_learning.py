"""The walk through what was found in mail, one fact and one key at a time; only what is said yes to is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rich.console import Console

from mailhuman.cli.card_given import written_note
from mailhuman.cli.card_proposals import Proposal, card_with
from mailhuman.cli.hands import Hands, pressed
from mailhuman.contacts.find import same_name_elsewhere
from mailhuman.contacts.policy import mention_of
from mailhuman.model import Contact, Note, PartialDate
from mailhuman.show.safe import on_one_line
from mailhuman.show.terminal import put
from mailhuman.show.words import day_words, person

Keep = Callable[[Contact], object]
WaveOff = Callable[[Proposal], object]
_PROMPT = "[y]es, [e]dit, [n]o, ne[v]er, [q]uit, [?]"
_MEANINGS = (
    "y  keep it on their card",
    "e  change the words or the date, then keep it",
    "n  not now; it is offered again",
    "v  never offer it again; its words are not kept",
    "q  leave; what was not answered stays as it is",
)


class Leave(Exception):
    """The owner wants to go; what was answered stands."""


class Learning:
    """Asks about each fact; `keep` saves a card with the note, `wave_off` remembers that a fact is not wanted."""

    def __init__(
        self, console: Console, hands: Hands, keep: Keep, wave_off: WaveOff, contacts: Sequence[Contact] = ()
    ) -> None:
        self._console = console
        self._hands = hands
        self._keep = keep
        self._wave_off = wave_off
        self._contacts = contacts
        self._made: dict[str, Contact] = {}
        self.kept = 0

    def through(self, found: Sequence[Proposal]) -> None:
        """Ask about each of `found` until the owner leaves, by q, Ctrl-C or the end of input."""
        try:
            for number, offered in enumerate(found, start=1):
                proposal = replace(offered, card=offered.card or self._made.get(offered.sender.email))
                print_proposal(proposal, self._console, self._contacts, place=(number, len(found)))
                self._ask(proposal)
        except (Leave, EOFError, KeyboardInterrupt):
            self._tell("Left; what was not answered stays as it is.")

    def _ask(self, proposal: Proposal) -> None:
        while not self._done(pressed(self._console, self._hands, _PROMPT).lower(), proposal):
            pass

    def _done(self, key: str, proposal: Proposal) -> bool:
        """Carry out an answer; False where the question still stands."""
        if key == "q":
            raise Leave
        if key in {"y", "e"}:
            return self._kept(proposal, proposal.note if key == "y" else self._changed(proposal.note))
        if key == "v":
            self._wave_off(proposal)
            self._tell("Not offered again.")
        elif key in {"?", "h"}:
            for line in _MEANINGS:
                put(self._console, line, indent=2, hang=3)
        elif key != "n":
            self._tell("Press one of y e n v q ?")
        return key in {"n", "v"}

    def _kept(self, proposal: Proposal, note: Note | None) -> bool:
        if note is None:
            return False
        card = card_with(proposal, note)
        self._keep(card)
        self._made.setdefault(proposal.sender.email, card)
        self.kept += 1
        self._tell("Kept." if proposal.card else "Kept, on a new card.")
        return True

    def _changed(self, note: Note) -> Note | None:
        """The note as the owner wants it; None, with the reason told, where it cannot be read."""
        words = self._hands.line("The note, as KIND: TEXT: ", on_one_line(f"{note.kind}: {note.text}"))
        day = self._hands.line("Its date (- for none): ", str(note.date or "-")).strip()
        try:
            written = written_note(words, {})
            found = PartialDate.parse(day) if day not in {"", "-"} else None
        except ValueError as error:
            self._tell(f"Nothing was kept: {error}.")
            return None
        by = note.by if written["kind"] == "promise" else None
        approximate = note.approximate and found == note.date
        return replace(note, kind=written["kind"], text=written["text"], date=found, by=by, approximate=approximate)

    def _tell(self, told: str) -> None:
        put(self._console, on_one_line(told))


def print_proposal(
    proposal: Proposal, console: Console, contacts: Sequence[Contact] = (), *, place: tuple[int, int] = (1, 1)
) -> None:
    """Print whom it is about, what they wrote, and the note it would make."""
    console.print()
    put(console, f"{place[0]} of {place[1]}: {person(proposal.sender)}", style="bold cyan")
    note = proposal.note
    learned = f" on {day_words(str(note.learned))}" if note.learned else ""
    put(console, f"They wrote{learned}: “{on_one_line(proposal.quote)}”", indent=2)
    put(console, f"The note: {on_one_line(note.kind)}: {on_one_line(note.text)}{_marks(proposal)}", indent=2)
    if proposal.card is None:
        put(console, f"They have no card yet; yes makes one.{_namesake(proposal, contacts)}", indent=2)


def _marks(proposal: Proposal) -> str:
    note = proposal.note
    told = [f"about {on_one_line(note.about)}"] if note.about else []
    if note.date:
        told.append(("about " if note.approximate else "") + day_words(str(note.date)))
    if note.by:
        told.append("promised by them")
    if mention_of(card_with(proposal, note), note) == "if-raised":
        told.append("used only if they raise it")
    return f" ({', '.join(told)})" if told else ""


def _namesake(proposal: Proposal, contacts: Sequence[Contact]) -> str:
    if same_name_elsewhere(contacts, proposal.sender):
        return " Somebody of this name has one with another address: if it is they, add this address there first."
    return ""
