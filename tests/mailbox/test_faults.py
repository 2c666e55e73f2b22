"""What servers do wrong, each by a script: nothing hangs, nothing is mixed up, and what can be read is read."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from mailhuman.errors import MailboxError, ServerGone
from mailhuman.mailbox import FoundDraft, connect
from mailhuman.message import read_draft
from tests.mailbox.letters import PLAIN, body, outline, sent
from tests.servers.scripted import CLOSE, HANG, NO, OK, PRATTLE, TAG, Script, scripted

pytestmark = pytest.mark.imap

_ONE = sent("One.\n", message_id="<1@acme.example>")
_TWO = sent("Two.\n", message_id="<2@acme.example>")
_BOTH = b"* SEARCH 11 12\r\n" + OK
_OUTLINES = outline(1, 11, _ONE) + outline(2, 12, _TWO)
_BODIES = body(1, 11, _ONE) + body(2, 12, _TWO)


def _drafts(script: Script) -> list[FoundDraft]:
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        return list(mailbox.drafts())


def _words(script: Script) -> list[str]:
    return [found.draft.own_text for found in _drafts(script)]


def test_two_drafts_are_read_as_a_check_of_the_script() -> None:
    found = _drafts({"SEARCH": _BOTH, "FETCH": [_OUTLINES + OK, _BODIES + OK]})
    assert [(each.uid, each.uidvalidity, each.draft) for each in found] == [
        (12, 7, read_draft(_TWO)),
        (11, 7, read_draft(_ONE)),
    ]


@pytest.mark.parametrize(
    "cut",
    [
        CLOSE,
        b"* 1 FETCH (UID 11 BODY[HEA" + CLOSE,
        _OUTLINES[:150] + CLOSE,
        b"* BYE\r\n" + CLOSE,
        b"* BYE\r\n" + OK + CLOSE,
        b"* 1 FETCH (UID 11 BODY[HEADER]<0> {999999999999999}\r\n" + CLOSE,
        b"* 1 FETCH (UID 11 BODY[HEADER]<0> {%s}\r\n" % (b"9" * 30) + CLOSE,
        b"* 1 FETCH (UID 11 BODY[HEADER]<0> {%s}\r\n" % (b"9" * 5000) + CLOSE,
    ],
)
def test_a_server_gone_in_the_midst_is_told_as_gone(cut: bytes) -> None:
    with scripted({"SEARCH": _BOTH, "FETCH": cut}) as server, connect(server.account(), "word") as mailbox:
        with pytest.raises(ServerGone) as caught:
            list(mailbox.drafts())
        assert caught.value.exit_code == 24
        assert "127.0.0.1" in caught.value.message


@pytest.mark.parametrize("verb", ["LIST", "EXAMINE", "SEARCH", "FETCH"])
def test_a_server_that_falls_silent_is_given_up_in_time(verb: str) -> None:
    script: Script = {"SEARCH": _BOTH, verb: b"* OK wait\r\n" + HANG}
    with scripted(script) as server, connect(server.account(timeout=0.3), "word") as mailbox:
        start = time.monotonic()
        with pytest.raises(ServerGone):
            list(mailbox.drafts())
        mailbox.close()
        assert time.monotonic() - start < 2


def test_an_answer_without_end_is_cut_though_each_line_comes_in_time() -> None:
    with scripted({"SEARCH": PRATTLE}) as server, connect(server.account(timeout=0.2), "word") as mailbox:
        start = time.monotonic()
        with pytest.raises(ServerGone, match="did not answer within"):
            list(mailbox.drafts())
        assert time.monotonic() - start < 5


def test_leaving_a_server_that_is_silent_by_then_takes_a_moment() -> None:
    with scripted({"LOGOUT": HANG}) as server:
        mailbox = connect(server.account(timeout=30), "word")
        start = time.monotonic()
        mailbox.close()
        assert time.monotonic() - start < 5


def test_a_line_out_of_step_is_never_used_again() -> None:
    script: Script = {"SEARCH": _BOTH, "FETCH": _OUTLINES[:100] + HANG}
    with scripted(script) as server, connect(server.account(timeout=0.3), "word") as mailbox:
        for _ in range(2):
            with pytest.raises(ServerGone):
                list(mailbox.drafts())
    assert server.verbs().count("FETCH") == 1


def test_news_about_other_messages_is_not_mixed_in() -> None:
    news = (
        b"* 5 FETCH (FLAGS (\\Deleted))\r\n* 3 FETCH (UID 99 FLAGS ())\r\n* 11 FETCH (FLAGS (\\Seen))\r\n* 6 EXISTS\r\n"
    )
    script: Script = {
        "SEARCH": _BOTH,
        "FETCH": [news + outline(1, 11, _ONE) + news + outline(2, 12, _TWO) + OK, body(1, 11, _ONE) + news + body(2, 12, _TWO) + OK],
    }  # fmt: skip
    assert _words(script) == ["Two.", "One."]


def test_news_about_a_number_that_looks_like_a_uid_makes_no_draft() -> None:
    script: Script = {
        "SEARCH": _BOTH,
        "FETCH": [b"* 11 FETCH (FLAGS (\\Seen))\r\n" + outline(2, 12, _TWO) + OK, body(2, 12, _TWO) + OK],
    }
    assert _words(script) == ["Two."]


def test_a_draft_gone_between_search_and_fetch_is_passed_over() -> None:
    assert _words({"SEARCH": _BOTH, "FETCH": [outline(2, 12, _TWO) + OK, body(2, 12, _TWO) + OK]}) == ["Two."]
    assert _words({"SEARCH": _BOTH, "FETCH": [_OUTLINES + OK, body(2, 12, _TWO) + OK]}) == ["Two."]
    assert _words({"SEARCH": _BOTH, "FETCH": OK}) == []


def test_a_refusal_for_one_message_does_not_lose_the_other() -> None:
    gone = TAG + b" NO [EXPUNGEISSUED] Some messages are gone\r\n"
    script: Script = {
        "SEARCH": _BOTH,
        "FETCH": [_OUTLINES + gone, outline(2, 12, _TWO) + OK, NO, body(2, 12, _TWO) + OK],
    }
    assert _words(script) == ["Two."]


_NO_STRUCTURES = [b"NIL", b'"text"', b"()", b"((", b'("TEXT" "PLAIN"', b'("TEXT" "PLAIN" (x', b"(" * 3000 + b")" * 3000]


def _fetching(first: bytes, structure: bytes) -> Callable[[bytes], bytes]:
    """Answer FETCH for two messages, of which the first has that structure."""

    def answer(line: bytes) -> bytes:
        uids = line.split()[3].split(b",")
        said = b""
        for number, (uid, raw, shape) in enumerate(((b"11", first, structure), (b"12", _TWO, PLAIN)), 1):
            if uid in uids:
                full = outline(number, int(uid), raw, shape) if b"HEADER" in line else body(number, int(uid), raw)
                said += full if b"BODYSTRUCTURE" in line else full.replace(b"BODYSTRUCTURE " + shape + b" ", b"")
        return said + OK

    return answer


@pytest.mark.parametrize("structure", _NO_STRUCTURES)
def test_a_structure_that_is_none_spoils_no_draft_of_one_part(structure: bytes) -> None:
    assert _words({"SEARCH": _BOTH, "FETCH": _fetching(_ONE, structure)}) == ["Two.", "One."]


@pytest.mark.parametrize("structure", _NO_STRUCTURES)
def test_a_draft_of_many_parts_without_structure_is_told_as_unreadable(structure: bytes) -> None:
    many = _ONE.replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=b")
    found = _drafts({"SEARCH": _BOTH, "FETCH": _fetching(many, structure)})
    assert [(each.draft.status, each.draft.subject) for each in found] == [
        ("reviewed", "Boxes"),
        ("unreadable", "Boxes"),
    ]


def test_missing_answers_to_single_items_are_borne() -> None:
    headless = b'* 1 FETCH (UID 11 BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 5 1))\r\n'
    textless = body(1, 11, _ONE) + b"* 2 FETCH (UID 12 BODY[1] NIL)\r\n"
    (found,) = _drafts({"SEARCH": _BOTH, "FETCH": [headless + outline(2, 12, _TWO) + OK, textless + OK]})
    assert (found.uid, found.draft.subject, found.draft.own_text) == (12, "Boxes", "")
    assert "a text part was not fetched" in found.draft.remarks


def test_a_server_that_ignores_the_limit_is_understood() -> None:
    whole = (_OUTLINES + b"").replace(b"<0>", b"")
    assert _words({"SEARCH": _BOTH, "FETCH": [whole + OK, _BODIES.replace(b"<0>", b"") + OK]}) == ["Two.", "One."]


def test_a_folder_without_uidvalidity_is_read_all_the_same() -> None:
    script: Script = {"SEARCH": _BOTH, "EXAMINE": b"* 2 EXISTS\r\n" + OK, "FETCH": [_OUTLINES + OK, _BODIES + OK]}
    assert [found.uidvalidity for found in _drafts(script)] == [0, 0]


def test_a_folder_made_anew_while_it_is_read_stops_the_reading() -> None:
    uids = list(range(1, 31))
    first = b"".join(outline(uid, uid, _ONE) for uid in uids[10:])
    texts = b"".join(body(uid, uid, _ONE) for uid in uids[10:])
    script: Script = {
        "SEARCH": b"* SEARCH " + b" ".join(b"%d" % uid for uid in uids) + b"\r\n" + OK,
        "EXAMINE": [b"* 30 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n" + OK, b"* 1 EXISTS\r\n* OK [UIDVALIDITY 8]\r\n" + OK],
        "FETCH": [first + OK, texts + OK],
    }
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        drafts = mailbox.drafts()
        assert [next(drafts).uid for _ in range(20)] == uids[:9:-1]
        with pytest.raises(MailboxError, match="made anew"):
            next(drafts)


def test_uids_are_always_named_one_by_one() -> None:
    script: Script = {"SEARCH": _BOTH, "FETCH": [_OUTLINES + OK, _BODIES + OK]}
    with scripted(script) as server, connect(server.account(), "word") as mailbox:
        list(mailbox.drafts())
    fetches = [line.split(b" ", 3)[3] for line in server.told if b"FETCH" in line]
    assert [line.split()[0] for line in fetches] == [b"12,11", b"12,11"]
    assert all(b"PEEK" in line for line in fetches)


def test_a_search_answered_by_more_than_a_million_letters_is_read() -> None:
    many = b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1_000_000, 1_200_000)) + b"\r\n" + OK
    assert len(many) > 1_500_000
    with (
        scripted({"SEARCH": many, "FETCH": b"* BYE\r\n" + CLOSE}) as server,
        connect(server.account(), "word") as mailbox,
        pytest.raises(ServerGone),
    ):
        list(mailbox.drafts())
    asked = next(line for line in server.told if b"FETCH" in line)
    assert asked.count(b",") == 19
    assert b"1199999" in asked
