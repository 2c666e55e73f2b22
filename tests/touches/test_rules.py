"""The rulebook: every example comes out as it says, every wording is spoken, and a broken file tells all at its lines."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mailhuman.bundled import shelf
from mailhuman.errors import RulesError
from mailhuman.model import Review
from mailhuman.tone import read_tone
from mailhuman.touches import Rulebook, load_rulebook, suggest
from mailhuman.touches.examples import check_examples, situation
from mailhuman.touches.rule import Rule

RULES = load_rulebook()
BANNED = ("!", "thanks in advance", "hope this finds you well", "just checking in")
PROMISED = {f"T{number:02d}" for number in range(1, 24)}
GOOD = """\
id: gardens
category: hobby
rests_on: note
note: {kinds: [hobby]}
say: gardens
why: A garden is worth a word.
source: made for a test
fires:
  - draft: "Priya,\\n\\nReview it and confirm.\\n\\nJo"
    card: {notes: [{kind: hobby, text: "the roses", learned: 2025-05-04}]}
silent:
  - draft: "Priya, all done, thank you for the roses."
  - draft: ""
"""
SAY = (
    "{% block wordings %}How are the roses?{% endblock %}{% block advice %}{% endblock %}{% block why %}x{% endblock %}"
)


@pytest.fixture(scope="module")
def fired() -> list[tuple[Rule, Review]]:
    return [
        (rule, suggest(situation(each, read_tone), Rulebook((rule,), RULES.templates)))
        for rule in RULES.rules
        for each in rule.fires
    ]


@pytest.mark.model
def test_every_example_comes_out_as_it_says() -> None:
    assert check_examples(RULES, read_tone) == []


@pytest.mark.model
def test_an_example_that_does_not_hold_is_found(tmp_path: Path) -> None:
    ask = 'draft: "Priya,\\n\\nReview it and confirm.\\n\\nJo"'
    card = '    card: {notes: [{kind: hobby, text: "the roses", learned: 2025-05-04}]}\n'
    assert GOOD.count(ask) == GOOD.count(card) == 1
    mute = check_examples(own(tmp_path, GOOD.replace(card, "")), read_tone)
    assert ["fires.0" in each.message and "does not speak" in each.message for each in mute] == [True]
    loud = check_examples(own(tmp_path, GOOD.replace('draft: ""', f"{ask}\n{card}".rstrip())), read_tone)
    assert [each.message for each in loud] == ["silent.1 (no title): speaks"]
    unsaid = check_examples(own(tmp_path, GOOD.replace(card, card + "    says: tulips\n")), read_tone)
    assert [each.message for each in unsaid] == ["fires.0 (no title): speaks, but does not say 'tulips'"]


@pytest.mark.model
def test_every_wording_is_spoken_by_some_example(fired: list[tuple[Rule, Review]]) -> None:
    said = {rule.say for rule, review in fired if any(each.rule == rule.id for each in review.suggestions)}
    assert said == set(RULES.templates.names)


@pytest.mark.model
def test_no_wording_is_one_we_would_be_ashamed_of(fired: list[tuple[Rule, Review]]) -> None:
    for _, review in fired:
        for each in review.suggestions:
            for line in (each.text, *each.alternatives):
                assert not [bad for bad in BANNED if bad in line.casefold()], line
                assert "  " not in line
                assert "{" not in line


@pytest.mark.model
def test_every_suggestion_says_why_and_what_it_rests_on(fired: list[tuple[Rule, Review]]) -> None:
    for rule, review in fired:
        for each in review.suggestions:
            assert each.why, rule.id
            if each.kind == "touch":
                assert each.note or each.evidence, rule.id


def test_the_promised_categories_have_rules() -> None:
    from mailhuman.touches.vocabulary import CATEGORIES  # noqa: PLC0415 - only here

    assert {CATEGORIES[rule.category].number for rule in RULES.rules} >= PROMISED


def own(folder: Path, rule: str, say: str = SAY, name: str = "gardens") -> Rulebook:
    """The rulebook with one rule and one wording of the user's own."""
    for kind in ("rules", "templates/touches"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    (folder / "rules" / f"{name}.yaml").write_text(rule, encoding="utf-8")
    (folder / "templates" / "touches" / f"{name}.j2").write_text(say, encoding="utf-8")
    return load_rulebook(folder)


def problems(folder: Path, rule: str, say: str = SAY) -> list[str]:
    with pytest.raises(RulesError) as caught:
        own(folder, rule, say)
    assert caught.value.exit_code == 4
    assert "mailhuman rules check" in caught.value.next_step
    return [f"{Path(each.path).name}:{each.line}: {each.message}" for each in caught.value.problems]


def test_a_rule_of_ones_own_joins_the_rest(tmp_path: Path) -> None:
    assert own(tmp_path, GOOD).rule("gardens")
    assert len(own(tmp_path, GOOD).rules) == len(RULES.rules) + 1


def test_all_that_is_wrong_with_a_rule_is_told_at_once(tmp_path: Path) -> None:
    broken = GOOD.replace("why: A garden is worth a word.\n", "").replace("category: hobby", "category: garden")
    found = problems(tmp_path, broken + "colour: green\n")
    assert [line.split(" ")[0] for line in found] == ["gardens.yaml:1:", "gardens.yaml:2:", "gardens.yaml:13:"]
    assert "why: missing" in found[0]
    assert "'garden' is no category" in found[1]
    assert "colour: unknown key" in found[2]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("source: made for a test\n", ""), "source: missing"),
        (('  - draft: ""\n', ""), "silent: "),
        (("kinds: [hobby]", "kinds: [garden]"), "'garden' is no kind of note"),
        (("note: {kinds: [hobby]}\n", ""), "rests_on note: note must be given"),
        (("say: gardens", "say: orchards"), "there is no template touches/orchards.j2"),
        (("id: gardens", "id: orchards"), "but the file is gardens.yaml"),
        (("id: gardens", "id: gardens\nid: gardens"), "is here already at line 1"),
        (("say: gardens", "when: [raining]\nsay: gardens"), "'raining' is no condition"),
        (("id: gardens", "id: [unclosed"), "gardens.yaml:"),
        (("id: gardens", "id: !!python/object:os.system x"), "gardens.yaml:"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    assert any(told in line for line in problems(tmp_path, GOOD.replace(*change)))


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("{% block wordings %}x{% endblock %}", "gardens.j2:1: lacks {% block advice %}"),
        ("\n\n{% block %}", "gardens.j2:3: "),
        ("{% if %}", "gardens.j2:1: "),
    ],
)
def test_a_broken_wording_is_told_with_its_line(tmp_path: Path, say: str, told: str) -> None:
    assert any(told in line for line in problems(tmp_path, GOOD, say))


def test_a_bundled_rule_cannot_be_taken_over_unseen(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    shutil.copy(shelf("rules") / "hobby.yaml", tmp_path / "rules" / "hobby.yaml")
    with pytest.raises(RulesError) as caught:
        load_rulebook(tmp_path)
    assert "hobby is taken by" in str(caught.value)


@pytest.mark.model
@pytest.mark.parametrize(
    "gap", ["{{ nothing }}", "{{ topic.nothing }}", "{{ topic.__class__.__mro__ }}", "{{ ''.__class__.__base__ }}"]
)
def test_a_wording_that_reaches_for_what_is_not_given_is_found(tmp_path: Path, gap: str) -> None:
    book = own(tmp_path, GOOD, SAY.replace("How are the roses?", gap))
    [problem] = check_examples(book, read_tone)
    assert "asks for something its rule does not give" in problem.message
    assert problem.path.endswith("gardens.j2")
