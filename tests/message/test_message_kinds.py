"""What kind of message it is: encrypted, signed, forwarded, to a list, from a robot; and what is none of these."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailhuman.message import read_draft, read_thread
from mailhuman.message.language import detect

PGP = b"-----BEGIN PGP MESSAGE-----\n\nhQEMA5\n=abcd\n-----END PGP MESSAGE-----\n"
CLEAR = (
    b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nSign it by Monday.\n"
    b"-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n"
)


def mail(head: bytes, body: bytes = b"Hello\n") -> bytes:
    return b"From: a@b.example\nTo: p@q.example\n" + head + b"\n" + body


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (
            mail(b"Content-Type: multipart/encrypted; protocol=x; boundary=b\n", b"--b\n\nVersion: 1\n--b--"),
            "encrypted",
        ),
        (mail(b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n", b"MIAG"), "encrypted"),
        (mail(b"Content-Type: application/x-pkcs7-mime; name=smime.p7m\n", b"MIAG"), "encrypted"),
        (mail(b"", PGP), "encrypted"),
        (mail(b"Content-Type: text/html\n", b"<div>" + PGP.replace(b"\n", b"<br>") + b"</div>"), "encrypted"),
        (mail(b"Content-Type: multipart/signed; boundary=b\n", b"--b\n\nHello\n--b\n\nsig\n--b--"), "signed"),
        (mail(b"Content-Type: application/pkcs7-mime; smime-type=signed-data\n", b"MIAG"), "signed"),
        (mail(b"", CLEAR), "signed"),
    ],
)
def test_protected_drafts_give_headers_only(raw: bytes, status: str) -> None:
    draft = read_draft(raw)
    assert (draft.status, draft.text, draft.own) == (status, "", ())
    assert draft.recipients[0].email == "p@q.example"
    assert status in draft.remarks[-1]


def test_what_exchange_makes_of_an_encrypted_message_is_encrypted() -> None:
    body = b"--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n\nabc\n--b--"
    assert read_draft(mail(b"Content-Type: multipart/mixed; boundary=b\n", body)).status == "encrypted"


def test_quoted_armour_protects_nothing() -> None:
    quoted = b"> " + PGP.replace(b"\n", b"\n> ")
    draft = read_draft(mail(b"", b"I cannot read this:\n\n" + quoted))
    assert (draft.status, draft.own_text) == ("reviewed", "I cannot read this:")


def test_in_a_thread_signed_words_are_read_and_encrypted_are_not() -> None:
    signed = mail(b"Content-Type: multipart/signed; boundary=b\n", b"--b\n\nHello\n--b\n\nsig\n--b--")
    assert read_thread(signed)[0].own_text == "Hello"
    assert read_thread(mail(b"", CLEAR))[0].own_text == "Sign it by Monday."
    assert read_thread(mail(b"Content-Type: multipart/encrypted; boundary=b\n", b"--b\n\nx\n--b--"))[0].text == ""


@pytest.mark.parametrize(
    "head",
    [b"Auto-Submitted: auto-replied\n", b"Precedence: bulk\n", b"X-Auto-Response-Suppress: All\n", b"Return-Path: <>\n",
     b"X-Failed-Recipients: p@q.example\n",
     b"Content-Type: multipart/report; boundary=b\n", b"Feedback-ID: 1:x\nList-Unsubscribe: <mailto:x@y.example>\n"],
)  # fmt: skip
def test_robots_by_their_header(head: bytes) -> None:
    assert read_thread(mail(head))[0].automated


@pytest.mark.parametrize(
    "sender",
    [
        "no-reply",
        "noreply",
        "do-not-reply",
        "donotreply+x",
        "mailer-daemon",
        "postmaster",
        "notifications",
        "no_reply",
        "bounce-12=x",
        "users-request",
        "newsletter",
    ],
)
def test_robots_by_their_address(sender: str) -> None:
    assert read_thread(f"From: {sender}@b.example\n\nHello\n".encode())[0].automated


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Q3", "Out of Office: Q3", "Abwesenheitsnotiz: Q3", "Réponse automatique : Q3", "Autosvar: Q3",
     "Undelivered Mail Returned to Sender", "Mail delivery failed: returning message to sender", "failure notice"],
)  # fmt: skip
def test_robots_by_their_subject(subject: str) -> None:
    assert read_thread(mail(f"Subject: {subject}\n".encode()))[0].automated


@pytest.mark.parametrize("subject", ["Re: Automatic reply: Q3", "The office is out of paper", "Delivery on Friday"])
def test_people_who_write_of_robots_are_none(subject: str) -> None:
    assert not read_thread(mail(f"Subject: {subject}\n".encode()))[0].automated


DSN = (
    b"From: postman@b.example\nSubject: Sorry\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    b"--b\n\nIt could not be delivered.\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n"
    b"--b\nContent-Type: message/rfc822\n\nSubject: Q3\n\nTheir words\n--b--\n"
)


def test_a_report_of_delivery_is_from_a_robot_and_what_it_returns_is_not_its_words() -> None:
    found = read_thread(DSN)[0]
    assert (found.automated, found.own_text) == (True, "It could not be delivered.")


def test_real_reports_of_delivery_are_from_robots(testdata: Path) -> None:
    names = ["bounce__delayed.eml", "bounce__no-mx.eml", "bounce__office365.eml", "multi_address_bounce1.eml",
             "report_422.eml", "report_530.eml", "delivery-status2.txt", "delivery-status.anonymized.eml", "feedback-report.txt"]  # fmt: skip
    files = [path for path in (testdata / "mime").rglob("*") if path.name.endswith(tuple(names))]
    assert len(files) == len(names)
    assert all(read_thread(path.read_bytes())[0].automated for path in files)


def test_robots_by_their_words() -> None:
    assert read_thread(mail(b"", b"This is an automated message, please do not reply.\n"))[0].automated


@pytest.mark.parametrize("head", [b"", b"Auto-Submitted: no\n", b"Return-Path: <a@b.example>\n", b"Precedence: list\n",
                                  b"List-Unsubscribe: <mailto:x@y.example>\n"])  # fmt: skip
def test_people_are_no_robots(head: bytes) -> None:
    assert not read_thread(mail(head, b"The automated tests are green. Thanks!\n"))[0].automated


def test_people_whose_addresses_begin_like_robots() -> None:
    assert not read_thread(b"From: noreen@b.example\n\nHello\n")[0].automated
    assert not read_thread(b"From: nora.reply@b.example\n\nHello\n")[0].automated


@pytest.mark.parametrize("to", ["dev@lists.b.example", "all@b.example", "all-staff@b.example",
                                "python-dev@groups.example",
                                "x@googlegroups.com", "sales-team@b.example", "gnu-announce@b.example"])  # fmt: skip
def test_lists_by_their_address(to: str) -> None:
    assert read_draft(f"From: a@b.example\nTo: {to}\n\nHello\n".encode()).mailing_list


@pytest.mark.parametrize(
    "to", ["priya@partner.example", "allan@b.example", "stafford@b.example", "liste.kelly@b.example"]
)
def test_people_are_no_lists(to: str) -> None:
    assert not read_draft(f"From: a@b.example\nTo: {to}\n\nHello\n".encode()).mailing_list


def test_an_answer_to_a_list() -> None:
    assert read_draft(mail(b"List-Id: <x.example>\n")).mailing_list


@pytest.mark.parametrize("subject", ["Fwd: x", "FW: x", "WG: x", "TR: x", "Fw : x"])
def test_forwards_by_their_subject(subject: str) -> None:
    assert read_draft(mail(f"Subject: {subject}\n".encode())).forwarded


@pytest.mark.parametrize("subject", ["Re: x", "Forward march", "Trip to Rome: plan", "x"])
def test_other_subjects_are_no_forwards(subject: str) -> None:
    assert not read_draft(mail(f"Subject: {subject}\n".encode())).forwarded


def test_an_attached_message_is_a_forward() -> None:
    body = b"--b\n\nSee attached.\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nTheir words\n--b--\n"
    draft = read_draft(mail(b"Content-Type: multipart/mixed; boundary=b\n", body))
    assert (draft.forwarded, draft.own_text, draft.attachments) == (True, "See attached.", ("message/rfc822",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Yes please.", "en"), ("ok", "en"), ("Got it. Should I bring Luke?", "en"), ("Anbei das Angebot.", "de"),
        ("Numbers attached. Confirm receipt.", "en"), ("Danke!", "de"), ("Ci-joint la facture.", "fr"),
        ("Quedo a la espera.", "es"),
        ("", "und"), ("???", "und"), ("12:30", "und"), ("https://www.q.example/Danke", "und"), ("Søren Ørsted", "und"),
        ("Hello Jean-Pierre, the contract from Müller GmbH is missing page four.", "en"), ("谢谢你的帮助", "zh"),
        ("Could you please send them what you have of this, and thank you for that?", "en"),
        ("Hi all, thank you. Könnten Sie mir bitte bis Freitag die Zahlen schicken, die wir am Montag besprochen haben?", "de"),
    ],
)  # fmt: skip
def test_languages(text: str, code: str) -> None:
    assert detect(text) == code


def test_words_too_few_to_tell_are_taken_for_the_language_of_the_spelling_checker() -> None:
    assert read_draft(mail(b"Content-Language: de-DE\n", b"Priya\n")).language == "de"
    assert read_draft(mail(b"Content-Language: de-DE\n", b"Where is the report?\n")).language == "en"
    assert read_draft(mail(b"", b"Priya\n")).language == "und"
