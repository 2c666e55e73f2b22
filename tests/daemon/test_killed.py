"""A process killed at any step of its telling leaves nothing behind that the next one does not put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from mailhuman.mailbox.notes import Notes
from mailhuman.store import Watchbook
from tests.daemon.savers import Composer, thunderbird
from tests.daemon.watching import Scene

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]

HINT = "A hint of the plan for May, and of what the room costs us."


class Killed(BaseException):
    """The process is gone at this very place."""


@dataclass(frozen=True)
class Death:
    """The first call of a method is the last thing that is done, or what is not done any more."""

    owner: Any
    name: str
    done: bool

    def __str__(self) -> str:
        return f"{'after' if self.done else 'before'} {self.owner.__name__}.{self.name}"

    def comes(self, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
        """Watch until it comes."""
        real = getattr(self.owner, self.name)

        def dying(*args: object, **more: object) -> None:
            monkeypatch.setattr(self.owner, self.name, real)
            if self.done:
                real(*args, **more)
            raise Killed

        monkeypatch.setattr(self.owner, self.name, dying)
        with pytest.raises(Killed):
            for_a_while(scene)


def for_a_while(scene: Scene) -> None:
    """Watch long enough for all that is due."""
    with scene.watching() as watch:
        for _ in range(4):
            scene.after(watch, 20)


def deaths(*places: tuple[Any, str]) -> list[Death]:
    return [Death(owner, name, done) for owner, name in places for done in (False, True)]


@pytest.mark.parametrize("death", deaths((Notes, "put"), (Watchbook, "keep")), ids=str)
@pytest.mark.parametrize("then", ["stays", "is saved anew", "is deleted"])
def test_killed_while_it_tells_of_a_draft(
    scene: Scene, composer: Composer, monkeypatch: pytest.MonkeyPatch, death: Death, then: str
) -> None:
    thunderbird(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)  # how far each folder was read is kept by now
    death.comes(scene, monkeypatch)
    if then == "is saved anew":
        thunderbird(composer, f"{HINT} And more.")
    elif then == "is deleted":
        composer.delete()
    for_a_while(scene)
    assert len(scene.notes()) == (then != "is deleted")
    assert then == "is deleted" or scene.marks() == [{"$MailHumanHint"}]
    assert scene.store.history() == ()


@pytest.mark.parametrize("death", deaths((Notes, "remove"), (Watchbook, "keep"), (Watchbook, "drop")), ids=str)
@pytest.mark.parametrize("ending", ["sent", "deleted"])
def test_killed_while_it_takes_leave_of_a_draft(
    scene: Scene, composer: Composer, monkeypatch: pytest.MonkeyPatch, death: Death, ending: str
) -> None:
    thunderbird(composer, HINT)
    for_a_while(scene)
    composer.send() if ending == "sent" else composer.delete()
    death.comes(scene, monkeypatch)
    for_a_while(scene)
    assert scene.notes() == []
    assert scene.store.history() == ()
    assert scene.store.watchbook.watched("test", "Drafts") == ()


@pytest.mark.parametrize("death", deaths((Notes, "remove"), (Watchbook, "keep")), ids=str)
def test_killed_while_it_takes_away_a_note_that_says_nothing_any_more(
    scene: Scene, composer: Composer, monkeypatch: pytest.MonkeyPatch, death: Death
) -> None:
    thunderbird(composer, HINT)
    for_a_while(scene)
    thunderbird(composer, "The plan for May, and of what the room costs us.")
    death.comes(scene, monkeypatch)
    for_a_while(scene)
    assert scene.notes() == []
    assert scene.marks() == [{"$MailHumanSeen"}]
    assert scene.store.history() == ()
