"""The words by which quoting is told: each known form is told, and sentences of people that look like it are not."""

from __future__ import annotations

import pytest

from mailhuman.message import draft_from_parts, read_draft
from mailhuman.message.attributions import is_attribution
from mailhuman.message.devices import is_device_line
from mailhuman.message.disclaimers import is_disclaimer
from mailhuman.message.marks import header_role, is_delimiter
from mailhuman.message.part import Part
from mailhuman.model import Draft

P = "Priya Raman <priya@partner.example>"


@pytest.mark.parametrize(
    "line",
    [
        "On 11/20/26 09:01, Priya Raman wrote:",
        f"On Fri, Nov 20, 2026 at 9:01 AM {P} wrote:",
        f"On 2026-11-20T09:01:02+0000, {P} wrote:",
        f"Am Fr., 20. Nov. 2026 um 09:01 Uhr schrieb {P}:",
        "Am 20.11.26 um 09:01 schrieb Priya Raman:",
        f"Le ven. 20 nov. 2026 à 09:01, {P} a écrit :",
        f"El vie, 20 nov 2026 a las 9:01, Priya Raman (<{P}>) escribió:",
        f"Il giorno ven 20 nov 2026 alle ore 09:01 {P} ha scritto:",
        f"Op vr 20 nov. 2026 om 09:01 schreef {P}:",
        f"Em sex., 20 de nov. de 2026 às 09:01, {P} escreveu:",
        f"Den fre 20 nov. 2026 kl 09:01 skrev {P}:",
        f"pt., 20 lis 2026 o 09:01 {P} napisał(a):",
        f"Dne 20. 11. 2026 v 9:01 {P} napsal(a):",
        f"пт, 20 нояб. 2026 г. в 09:01, {P} написал(а):",
        f"20 Kas 2026 Cum 09:01 tarihinde {P} şunu yazdı:",
        f"2026年11月20日(金) 9:01 {P}:",
        "2026年11月20日 09:01，Priya Raman 写道：",
        f"* {P} [2026-11-20 09:01]:",
        "Priya Raman wrote:",
        f"Quoting {P}:",
    ],
)
def test_attributions_are_known(line: str) -> None:
    assert is_attribution(line)


@pytest.mark.parametrize(
    "line",
    [
        "On Friday I'll be in Lisbon, so please call before:",
        "As you wrote:",
        "This is what I wrote:",
        "Here is the list you asked for:",
        "On page 12 of the report from 2026 it says:",
        "She wrote a book in 2026.",
        "Wir schreiben das Jahr 2026:",
        "Meeting 20.11.2026 09:00:",
    ],
)
def test_sentences_of_people_are_no_attribution(line: str) -> None:
    assert not is_attribution(line)


@pytest.mark.parametrize(
    "line",
    [
        "-----Original Message-----", "-----Ursprüngliche Nachricht-----", "---------- Forwarded message ---------",
        "-------- Forwarded Message --------", "-------- Weitergeleitete Nachricht --------",
        "-----Message d'origine-----", "-----Mensaje original-----", "-----Messaggio originale-----",
        "-----Oorspronkelijk bericht-----", "----- Forwarded message from Priya <p@q.example> -----",
    ],
)  # fmt: skip
def test_rules_with_words_are_known(line: str) -> None:
    assert is_delimiter(line)


@pytest.mark.parametrize(
    "line", ["----------", "Original message follows", "-- original idea", "*** Forwarded to Bob ***", "--"]
)
def test_other_rules_are_not(line: str) -> None:
    assert not is_delimiter(line)


def test_roles_of_headers() -> None:
    known = ("From: x", "*Gesendet:* Freitag", "À : moi", "Betreff: Zahlen", "Objet :")
    assert [header_role(line) for line in known] == ["from", "date", "to", "subject", "subject"]
    assert [header_role(line) for line in ("Note: x", "From here: x", "http://x", "Subject matter: x", "From")] == [
        ""
    ] * 5


@pytest.mark.parametrize(
    "line",
    ["Sent from my iPhone", "Get Outlook for iOS", "Von meinem iPhone gesendet", "Envoyé de mon iPhone",
     "Enviado desde mi iPhone", "Sent from Mail for Windows", "Sent with Proton Mail secure email.",
     "Verzonden vanaf mijn iPhone", "Wysłane z iPhone'a"],
)  # fmt: skip
def test_device_lines(line: str) -> None:
    assert is_device_line(line)


@pytest.mark.parametrize(
    "line", ["Sent from London by train, so late", "Sent you the file", "Get back to me", "Von meiner Seite ok"]
)
def test_sentences_are_no_device_lines(line: str) -> None:
    assert not is_device_line(line)


LEGAL = (
    "This e-mail and any attachments are confidential and intended solely for the addressee. If you have received "
    "this message in error, please notify the sender and delete it. Unauthorised disclosure or copying is prohibited."
)


def test_a_legal_notice_is_known_and_a_lawyers_letter_is_not() -> None:
    assert is_disclaimer(LEGAL)
    assert not is_disclaimer("This e-mail is confidential, please do not forward it to anybody.")
    assert not is_disclaimer(
        "The agreement must stay confidential: disclosure or copying by the recipient is prohibited, and Acme would be "
        "liable. Please delete clause four, which is privileged, and destroy the old copy before Monday."
    )


def test_four_turns_of_lawyers_are_enough() -> None:
    short = "This message is confidential and meant for the addressee and for nobody else whoever they may be: "
    assert is_disclaimer(short + "please notify us and delete it.")
    assert not is_disclaimer(short + "please keep it to yourself until Monday.")


def test_gaps_in_a_page_are_one_empty_line() -> None:
    raw = b"From: a@b.example\nContent-Type: text/html\n\n<p>One.</p><br><br><div><br></div><p>Two.</p>"
    assert read_draft(raw).own_text == "One.\n\nTwo."


def own(body: str, *, flowed: bool = False) -> str:
    return read(body, flowed=flowed).own_text


def read(body: str, *, flowed: bool = False) -> Draft:
    return draft_from_parts(b"From: a@b.example\n\n", [Part("1", charset="utf-8", flowed=flowed, body=body.encode())])


def test_a_legal_notice_is_set_aside_and_the_words_above_it_stay() -> None:
    assert own(f"Please sign.\n\nAnn\n\n{LEGAL}\n") == "Please sign.\n\nAnn"


def test_a_travel_request_is_no_header_block() -> None:
    body = "Please book:\n\nFrom: London\nTo: Paris\nDate: 3 May\n\nThanks"
    assert own(body) == body


def test_dashes_between_two_thoughts_are_no_signature() -> None:
    second = "A second thought that runs on well over eighty letters, as no line of a signature ever does."
    assert own(f"First thought.\n--\n{second}\n") == f"First thought.\n--\n{second}"


def test_a_name_typed_by_hand_is_own() -> None:
    assert own("See below.\n\nAnn\n\n> quoted\n") == "See below.\n\nAnn"


def test_device_line_inside_a_text_is_own() -> None:
    assert own("Sent from my iPhone\nis what his mail said.") == "Sent from my iPhone\nis what his mail said."


def test_words_between_two_quotes_are_spans_of_their_own() -> None:
    draft = read("On 1 Nov 2026 at 09:00, Bo <b@c.example> wrote:\n> one?\n\nYes.\n\n> two?\n\nNo.\n")
    assert [span.of(draft.text) for span in draft.own] == ["Yes.", "No."]


def test_an_attribution_whose_quote_was_deleted_takes_no_words_along() -> None:
    assert own("On 11/20/26 09:01, Priya <p@q.example> wrote:\n\nSign it by Monday.\n") == "Sign it by Monday."


def test_an_unmarked_quote_below_is_set_aside() -> None:
    assert own("Fine with me.\n\nOn 11/20/26 09:01, Priya <p@q.example> wrote:\n\nShall we?\n") == "Fine with me."


def test_sentence_of_the_writer_right_above_an_attribution_stays() -> None:
    body = "On Monday at 10 I am off\nOn 11/20/26 09:01, Priya Raman wrote:\n> Hi\n"
    assert own(body) == "On Monday at 10 I am off"


def test_flowed_text_is_joined_and_stuffing_taken_away() -> None:
    draft = read("One long \nline.\n\n >not a quote\n From here\n> quoted \n> text\n-- \nAnn\n", flowed=True)
    assert draft.text.split("\n")[0] == "One long line."
    assert draft.own_text == "One long line.\n\n>not a quote\nFrom here"
    assert "> quoted text" in draft.text


def test_a_soft_line_never_runs_into_the_signature() -> None:
    assert own("Fine with me. \n-- \nAnn\n", flowed=True) == "Fine with me."


def test_words_typed_inside_the_clients_own_box_stay() -> None:
    html = (
        '<div class="moz-cite-prefix">Quick one first.<br>On 11/20/26 09:01, Priya wrote:<br>And this.</div>'
        '<blockquote type="cite">Hi</blockquote>'
    )
    raw = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
    assert read_draft(raw).own_text == "Quick one first.\nAnd this."


def test_an_indented_paragraph_is_the_writers() -> None:
    indented = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">first</blockquote>'
    html = f"<div>Two points:</div>{indented}<div>Ok?</div>"
    raw = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
    assert read_draft(raw).own_text.split() == ["Two", "points:", "first", "Ok?"]


def test_what_is_not_seen_is_not_text() -> None:
    html = (
        '<style>x</style><script>y</script><title>z</title><div style="display: none">hidden</div><!-- c --><p>Seen</p>'
    )
    raw = b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode()
    assert read_draft(raw).text.strip() == "Seen"
