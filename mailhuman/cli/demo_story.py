"""What the demo says: whose mailbox it is, each draft under its headline, what came of it all, and what to try next."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from mailhuman.cli.answers import About
from mailhuman.cli.hands import Hands
from mailhuman.cli.walk import Walk
from mailhuman.demo.play import Stage
from mailhuman.demo.sample import Begun
from mailhuman.model import Review
from mailhuman.review import Reviewed, rules
from mailhuman.show.terminal import print_draft, print_review, put
from mailhuman.show.words import matter

_NEXT = (
    ("demo --walk", "the same with keys: take, edit, dismiss"),
    ("setup", "connect your own mail account"),
    ("contacts add", "note what you know of somebody"),
    ("review", "review your own drafts"),
    ("review FILE --explain", "review one saved mail, and say all"),
    ("rules list", "every rule, and whether it is on"),
)


def greet(stage: Stage, console: Console) -> None:
    """Say whose mailbox it is, where it lies, and how to read what comes."""
    owner, server = stage.sample.address, stage.server
    put(
        console,
        f"The mailbox of {owner.name}, who builds exhibitions that travel. All of it is invented.",
        style="bold",
        hang=0,
    )
    told = (
        f"It lies on an IMAP server in this process, at {server.host}:{server.port}. Mailhuman connects to it as it "
        f"would to yours, and reads {len(stage.sample.drafts)} drafts, their threads, and the notes kept on these "
        "people. Nothing is sent, and no draft is changed. Words that weigh on the tone are marked and numbered; what "
        "is suggested may be pasted, changed or ignored."
    )
    put(console, told, hang=0)
    console.print()


def show(stage: Stage, console: Console, *, walk: bool) -> None:
    """Review every draft, and sum up."""
    tell = _walk(stage, console) if walk else _print(stage, console)
    started, seen = time.monotonic(), []
    for number, (begun, found) in enumerate(stage.reviews(), start=1):
        _headline(f"{number} of {len(stage.sample.drafts)}: {begun.title}", console)
        seen.append((begun, found.review))
        if not tell(found):
            break
    _sum_up(seen, None if walk else time.monotonic() - started, console)
    _tell_next(console, _NEXT[1:] if walk else _NEXT)


def _headline(title: str, console: Console) -> None:
    put(console, title, style="bold")
    put(console, "=" * min(len(title), console.width))


def _print(stage: Stage, console: Console) -> Callable[[Reviewed], bool]:
    """Print each review; where a gate kept something back, with the reason."""

    def tell(found: Reviewed) -> bool:
        print_review(found.review, console, now=stage.now, explain=bool(_kept_back(found.review)))
        return True

    return tell


def _walk(stage: Stage, console: Console) -> Callable[[Reviewed], bool]:
    """Ask about each thing a review says; the answers hold for the rest of the demo, then they are gone."""
    reasons = {rule.id: rule.why for rule in rules().rules}
    walk = Walk(console, Hands(), lambda entry: stage.store.remember([entry]), lambda name: reasons.get(name, ""))

    def tell(found: Reviewed) -> bool:
        print_draft(found.review, console, now=stage.now)
        about = About(stage.now, found.review.draft.recipients[0].email, found.lineage)
        goes_on = walk.through(found.review, about)
        console.print()
        return goes_on

    return tell


def _kept_back(review: Review) -> tuple[str, ...]:
    """What was kept back for a reason worth telling; that one touch a mail is enough (G16) is none."""
    return tuple(dict.fromkeys(matter(each.category) for each in review.withheld if each.gate != "G16"))


def _sum_up(seen: Sequence[tuple[Begun, Review]], seconds: float | None, console: Console) -> None:
    took = f" in {seconds:.1f} seconds" if seconds else ""
    said = sum(review.has_something_to_say for _, review in seen)
    drafts = "1 draft" if len(seen) == 1 else f"{len(seen)} drafts"
    _headline(f"{drafts}{took}: {said} with something to say, {len(seen) - said} left alone", console)
    for number, (begun, review) in enumerate(seen, start=1):
        put(console, f"{number:2} {begun.to.partition(' <')[0]}: {_outcome(review)}", hang=3)
    console.print()


def _outcome(review: Review) -> str:
    """What came of one draft, in a few words."""
    said = [f"a warning ({matter(each.category)})" for each in review.warnings]
    said += [matter(each.category) for each in review.suggestions]
    told = ", ".join(dict.fromkeys(said)) or "nothing to add"
    kept = ", ".join(_kept_back(review))
    return f"{told}; kept back: {kept}" if kept else told


def _tell_next(console: Console, steps: Sequence[tuple[str, str]]) -> None:
    put(console, "Nothing was sent, changed or left behind. To go on:", style="bold")
    program = _program()
    wide = max(len(command) for command, _ in steps) + len(program) + 1
    for command, purpose in steps:
        put(console, f"{program} {command}".ljust(wide) + f"  {purpose}", indent=2, hang=wide + 2)


def _program() -> str:
    """How to call this program from here: by its name where the shell finds it, else by its path."""
    here = Path(sys.argv[0])
    found = shutil.which("mailhuman")
    if here.name != "mailhuman" or (found and Path(found).resolve() == here.resolve()):
        return "mailhuman"
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else str(here)
