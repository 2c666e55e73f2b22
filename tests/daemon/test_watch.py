"""One account on a real server: what is reviewed and when, what is told beside the draft, and what is taken away again."""

from __future__ import annotations

import imaplib
import threading
from dataclasses import replace

import pytest

from mailhuman.daemon.clock import Clock
from mailhuman.daemon.watch import Slept
from mailhuman.mailbox.line import Line
from tests.daemon.reviewers import TOUCH
from tests.daemon.savers import SAVERS, Composer
from tests.daemon.watching import Scene
from tests.servers.dovecot import PASSWORD

pytestmark = [pytest.mark.imap, pytest.mark.dovecot]

HINT = "A hint of the plan for May, and of what the room costs us."


def save(composer: Composer, text: str, client: str = "Thunderbird") -> None:
    SAVERS[client](composer, text)


def test_a_draft_is_reviewed_when_it_has_rested_and_not_before(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    with scene.watching() as watch:
        assert scene.after(watch, 0) == 10
        assert scene.reviewer.asked == []
        assert scene.after(watch, 9) == 1
        scene.after(watch, 1)
    assert len(scene.reviewer.asked) == 1
    assert len(scene.notes()) == 1
    assert scene.marks() == [{"$MailHumanHint"}]
    assert list(scene.drafts().values()) == [composer.raw.replace(b"\r\n", b"\n")]


def test_nothing_to_say_is_a_mark_and_no_note(scene: Scene, composer: Composer) -> None:
    save(composer, "The plan for May is in the folder.")
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
    assert scene.marks() == [{"$MailHumanSeen"}]
    assert scene.notes() == []


def test_after_a_restart_nothing_is_reviewed_again(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    for _ in range(3):
        with scene.watching() as watch:
            scene.after(watch, 0)
            scene.after(watch, 20)
    assert len(scene.reviewer.asked) == 1
    assert len(scene.notes()) == 1


@pytest.mark.parametrize("client", SAVERS)
def test_a_draft_saved_again_and_again_has_one_name_one_note_and_its_mark(
    scene: Scene, composer: Composer, client: str
) -> None:
    with scene.watching() as watch:
        for number in range(5):
            save(composer, f"{HINT} Number {number}.", client)
            scene.after(watch, 1)
            scene.after(watch, 11)
        scene.after(watch, 30)
    assert len({lineage for lineage, _ in scene.reviewer.asked}) == 1
    assert len(scene.reviewer.asked) == 5
    assert len(scene.notes()) == 1
    assert {"$MailHumanHint"} in scene.marks()


def test_a_copy_beside_the_one_it_replaces_waits_for_that_to_go(scene: Scene, composer: Composer) -> None:
    scene.settings = replace(scene.settings, rest=0)
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        old = composer.uid
        composer.raw = composer.message(f"{HINT} And of June.", same_id=False)
        composer.uid = composer.append("(\\Draft)")
        assert 0 < scene.after(watch, 1) <= 3
        assert len(scene.reviewer.asked) == 1
        composer.drop(old)
        scene.after(watch, 1)
    assert len({lineage for lineage, _ in scene.reviewer.asked}) == 1
    assert len(scene.reviewer.asked) == 2
    assert len(scene.notes()) == 1


def test_a_copy_that_stays_beside_is_a_draft_of_its_own(scene: Scene, composer: Composer) -> None:
    scene.settings = replace(scene.settings, rest=0)
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        composer.append("(\\Draft)")
        scene.after(watch, 1)
        scene.after(watch, 3)
    assert len({lineage for lineage, _ in scene.reviewer.asked}) == 2
    assert len(scene.notes()) == 2


def test_a_sent_draft_loses_its_note_and_what_went_with_it_is_remembered(scene: Scene, composer: Composer) -> None:
    with scene.watching() as watch:
        save(composer, HINT)
        scene.after(watch, 0)
        scene.after(watch, 10)
        save(composer, f"{HINT} {TOUCH}")
        scene.after(watch, 0)
        scene.after(watch, 10)
        composer.send()
        scene.after(watch, 1)
        assert len(scene.notes()) == 1
        scene.after(watch, 15)
    assert scene.notes() == []
    [entry] = scene.store.history()
    assert (entry.outcome, entry.contact, entry.text, entry.fact) == ("sent", "bob@falk.example", TOUCH, "f1")
    assert ("ended", {"sent": 1, "deleted": 0, "taken": 1}) in scene.told


def test_a_sent_draft_without_the_words_offered_leaves_nothing_behind(scene: Scene, composer: Composer) -> None:
    with scene.watching() as watch:
        save(composer, HINT)
        scene.after(watch, 10)
        scene.after(watch, 10)
        composer.send()
        scene.after(watch, 1)
        scene.after(watch, 15)
    assert scene.notes() == []
    assert scene.store.history() == ()


def test_a_deleted_draft_loses_its_note_and_nothing_is_remembered(scene: Scene, composer: Composer) -> None:
    with scene.watching() as watch:
        save(composer, f"{HINT} {TOUCH}")
        scene.after(watch, 0)
        scene.after(watch, 10)
        composer.delete()
        scene.after(watch, 1)
        scene.after(watch, 15)
    assert scene.notes() == []
    assert scene.store.history() == ()
    assert scene.store.watchbook.known("test", "Drafts").watched == ()


def test_a_draft_taken_away_while_it_is_edited_keeps_its_note(scene: Scene, composer: Composer) -> None:
    with scene.watching() as watch:
        save(composer, HINT)
        scene.after(watch, 0)
        scene.after(watch, 10)
        composer.drop(composer.uid)
        scene.after(watch, 1)
        composer.uid = 0
        scene.after(watch, 8)
        save(composer, f"{HINT} And more.")
        scene.after(watch, 1)
        scene.after(watch, 8)
        assert len(scene.notes()) == 1
        scene.after(watch, 10)
    assert len({lineage for lineage, _ in scene.reviewer.asked}) == 1
    assert len(scene.notes()) == 1


def test_saved_anew_word_for_word_it_is_marked_and_not_reviewed(scene: Scene, composer: Composer) -> None:
    with scene.watching() as watch:
        for _ in range(2):
            save(composer, HINT)
            scene.after(watch, 0)
            scene.after(watch, 10)
    assert len(scene.reviewer.asked) == 1
    assert scene.marks() == [{"$MailHumanHint"}]


def _received(composer: Composer, sender: str) -> None:
    raw = f"From: {sender}\r\nTo: me@acme.example\r\nSubject: Re: The plan\r\nMessage-ID: <n@x>\r\n\r\nNews.\r\n"
    composer.line.append("INBOX", "", "", raw.encode())


def test_a_draft_is_reviewed_again_when_its_reader_has_written(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
        _received(composer, "carol@falk.example")
        scene.after(watch, 300)
        assert len(scene.reviewer.asked) == 1
        _received(composer, "Bob <bob@falk.example>")
        scene.after(watch, 300)
    assert len(scene.reviewer.asked) == 2
    assert scene.reviewer.threads[-1] > 0
    assert len(scene.notes()) == 1


def test_what_came_while_nobody_watched_counts_too(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
    _received(composer, "bob@falk.example")
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
    assert len(scene.reviewer.asked) == 2


def test_while_held_nothing_is_told_and_then_all_of_it(scene: Scene, composer: Composer) -> None:
    scene.is_held = True
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 60)
        assert scene.marks() == [set()]
        scene.is_held = False
        scene.after(watch, 1)
    assert scene.marks() == [{"$MailHumanHint"}]
    assert len(scene.notes()) == 1


_CLOSED: dict[str, bytes] = {
    "encrypted": b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIACAQAxggE=\r\n",
    "empty": b"Content-Type: text/plain\r\n\r\n\r\n",
}


@pytest.mark.parametrize("kind", _CLOSED)
def test_a_draft_that_is_closed_to_us_gets_no_mark_and_no_note(scene: Scene, composer: Composer, kind: str) -> None:
    composer.raw = b"From: me@acme.example\r\nTo: bob@falk.example\r\nSubject: Warn\r\n" + _CLOSED[kind]
    composer.append("(\\Draft)")
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
    assert scene.marks() == [set()]
    assert scene.notes() == []


def test_a_note_goes_when_its_draft_is_encrypted_later(scene: Scene, composer: Composer) -> None:
    with scene.watching() as watch:
        save(composer, HINT)
        scene.after(watch, 0)
        scene.after(watch, 10)
        old, head = composer.uid, composer.raw.split(b"MIME-Version")[0]
        composer.raw = head + _CLOSED["encrypted"]
        composer.append("(\\Draft)")
        composer.drop(old)
        scene.after(watch, 1)
        scene.after(watch, 30)
    assert scene.notes() == []


def test_one_draft_that_cannot_be_reviewed_keeps_no_other_from_it(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    other = Composer(scene.account, subject="Something else", to="ann@falk.example")
    save(other, "Another hint, of the garden this time and of its roses.")
    broken = iter([True])

    def fail_once() -> None:
        if next(broken, False):
            raise ValueError("a slip of ours")

    scene.reviewer.before = fail_once
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
        assert len(scene.notes()) == 1
        assert "failed" in scene.events()
        scene.after(watch, 300)
    other.close()
    assert len(scene.notes()) == 2


def test_uids_made_anew_lose_nothing_and_have_nothing_reviewed_again(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
    composer.line.close()
    for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
        (scene.mailbox.root / ".Drafts" / name).unlink(missing_ok=True)
    (scene.mailbox.root / ".Drafts" / "dovecot-uidlist").write_text("3 V1234567 N9 G0123456789abcdef0123456789abcdef\n")
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 30)
        scene.after(watch, 30)
    assert [each.uidvalidity for each in scene.store.watchbook.known("test", "Drafts").watched] == [1234567]
    assert len(scene.reviewer.asked) == 1
    assert len(scene.notes()) == 1


def _to_note(scene: Scene, *commands: tuple[str, ...]) -> None:
    line = imaplib.IMAP4(scene.account.host, scene.account.port)
    line.login(scene.account.user, PASSWORD)
    line.select("MailHuman")
    for command in commands:
        assert line._simple_command(*command)[0] == "OK"
    line.logout()


def test_a_note_taken_away_is_enough_for_this_draft(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
        _to_note(scene, ("STORE", "1", "+FLAGS", "\\Deleted"), ("EXPUNGE",))
        scene.after(watch, 300)
        save(composer, f"{HINT} And more of it.")
        scene.after(watch, 1)
        scene.after(watch, 20)
    assert scene.notes() == []
    [entry] = scene.store.history()
    assert (entry.outcome, entry.scope) == ("dismissed", "this")


def test_a_star_on_a_note_means_not_for_this_person(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
        _to_note(scene, ("STORE", "1", "+FLAGS", "\\Flagged"))
        scene.after(watch, 300)
    [entry] = scene.store.history()
    assert (entry.outcome, entry.scope, entry.contact) == ("dismissed", "person", "bob@falk.example")
    assert len(scene.reviewer.asked) == 2


def test_a_note_moved_into_the_pause_stops_all_for_a_day(scene: Scene, composer: Composer) -> None:
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
        _to_note(scene, ("MOVE", "1", "MailHuman/Pause"))
        scene.after(watch, 300)
        save(composer, f"{HINT} And more of it.")
        scene.after(watch, 1)
        scene.after(watch, 3600)
        assert len(scene.reviewer.asked) == 1
        scene.after(watch, 86_400)
        scene.after(watch, 300)
    assert len(scene.reviewer.asked) == 2
    assert len(scene.notes()) == 1
    assert scene.store.history() == ()


def test_of_a_full_folder_the_newest_are_reviewed_and_the_others_once_they_change(
    scene: Scene, composer: Composer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mailhuman.daemon.decide.FIRST_LOOK", 3)
    for number in range(8):
        composer.raw = composer.message(f"A hint of matter {number}.", same_id=False).replace(b"bob@", b"b%d@" % number)
        composer.append("(\\Draft)")
    with scene.watching() as watch:
        scene.after(watch, 0)
        scene.after(watch, 10)
        assert sorted(uid for _, uid in scene.reviewer.asked) == [6, 7, 8]
        composer.drop(2)
        composer.raw = composer.message("A hint of matter 1, again.", same_id=False)
        composer.append("(\\Draft)")
        scene.after(watch, 0)
        scene.after(watch, 10)
    assert [uid for _, uid in scene.reviewer.asked][-1] == 9


def test_a_server_that_keeps_news_to_itself_twice_is_asked_from_then_on(scene: Scene, composer: Composer) -> None:
    def silent(_line: Line, seconds: float, _wake: int) -> tuple[bytes, ...]:
        scene.hands.seconds += seconds
        if seconds > 60:
            save(composer, f"{HINT} After {scene.hands.seconds} seconds.")
        return ()

    scene.wait = silent
    with scene.watching() as watch:
        for _ in range(3):  # long, until it has rested, and long again
            assert not watch.polls
            watch._wait(watch.settle())
    assert watch.polls
    assert "polls" in scene.events()


def test_a_short_wait_without_news_proves_nothing(scene: Scene, composer: Composer) -> None:
    def silent(_line: Line, _seconds: float, _wake: int) -> tuple[bytes, ...]:
        scene.hands.seconds += 20
        save(composer, f"{HINT} After {scene.hands.seconds} seconds.")
        return ()

    scene.wait = silent
    with scene.watching() as watch:
        for _ in range(4):
            watch._wait(watch.settle())
    assert not watch.polls


def test_a_sleep_of_the_machine_ends_the_watch(scene: Scene) -> None:
    def asleep(_line: Line, seconds: float, _wake: int) -> tuple[bytes, ...]:
        scene.hands.seconds += seconds
        scene.hands.asleep += 3600
        return ()

    scene.wait = asleep
    with scene.watching() as watch, pytest.raises(Slept):
        watch.stay()


def test_what_a_server_tells_is_seen_at_once(scene: Scene, composer: Composer) -> None:
    scene.settings = replace(scene.settings, rest=0)
    scene.clock = Clock()
    timer = threading.Timer(0.3, lambda: save(composer, HINT))
    with scene.watching() as watch:
        timer.start()
        bell = watch._bell
        scene.reviewer.before = lambda: bell.ring(over=True)
        watch.stay()
    assert len(scene.reviewer.asked) == 1


def test_a_copy_takes_over_from_one_that_goes_late(scene: Scene, composer: Composer) -> None:
    scene.settings = replace(scene.settings, rest=0)
    save(composer, HINT)
    with scene.watching() as watch:
        scene.after(watch, 0)
        old = composer.uid
        composer.raw = composer.message(f"{HINT} And of June.", same_id=False)
        composer.uid = composer.append("(\\Draft)")
        scene.after(watch, 1)
        scene.after(watch, 5)
        assert len(scene.notes()) == 2
        composer.drop(old)
        scene.after(watch, 1)
        scene.after(watch, 10)
    assert len(scene.notes()) == 1
    assert scene.reviewer.asked[-1] == (scene.reviewer.asked[0][0], composer.uid)
