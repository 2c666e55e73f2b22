"""A secret of somebody else's is pointed out in whatever words, and nothing that is none."""

from __future__ import annotations

import pytest

from mailhuman.contacts import parse_contacts
from mailhuman.touches import load_rulebook, suggest
from tests.touches.situations import cards, draft, situation

RULES = load_rulebook()
SECRETS = {
    "pregnancy": ("Pregnant, 9 weeks, told in confidence", "She has a bun in the oven, so no lifting."),
    "money": ("in debt, told privately", "He is up to his neck in arrears."),
    "drink": ("alcohol. In recovery", "Dev is off the booze, so no pub."),
    "leaving": ("interviewing at a competitor, keep it to myself", "Dev is about to hand in his notice."),
    "parting": ("divorcing, told me in confidence", "He and Anna have split up."),
    "in a whisper": ("prostate cancer, starts radiotherapy in June", "Between us, the big C."),
}


def warned(secret: str, text: str) -> list[str]:
    dev = parse_contacts(
        f"- name: Dev Malhotra\n  emails: [dev@acme.example]\n  notes: [{{kind: other, text: {secret!r}, learned: 2025-05-01}}]\n",
        "dev.yaml",
    )
    of = situation(
        draft(f"Hi Priya,\n\nDev will not be at the meeting. {text}\n\nThanks,\nJo"), contacts=(*cards(), *dev)
    )
    return [each.rule for each in suggest(of, RULES).warnings]


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_in_other_words_is_pointed_out(kind: str) -> None:
    assert warned(*SECRETS[kind]) == ["private-fact"]


@pytest.mark.parametrize("kind", SECRETS)
def test_harmless_words_about_the_same_person_are_not(kind: str) -> None:
    assert warned(SECRETS[kind][0], "He sends the slides on Friday.") == []


def test_the_quote_is_the_drafts_own_words_and_no_note() -> None:
    dev = parse_contacts(
        "- name: Dev Malhotra\n  emails: [dev@acme.example]\n  notes: [{kind: illness, text: leukaemia since March, learned: 2025-05-01}]\n",
        "dev.yaml",
    )
    of = situation(draft("Hi Priya,\n\nDev is off sick, go easy on him.\n\nJo"), contacts=(*cards(), *dev))
    [found] = suggest(of, RULES).warnings
    assert "leuk" not in f"{found.quote} {found.why}"
