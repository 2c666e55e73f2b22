"""The trained component: what it hears, that it learns, that its weights come back, and that no word goes with them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam

from mailhuman.tone.network import (
    ANSWERS,
    MOST_WORDS,
    RELATIONS,
    SIGNS,
    TONES,
    keys_of,
    politeness,
    rows_by_sentence,
)  # fmt: skip
from mailhuman.tone.pipeline import MODEL, judge
from mailhuman.tone.trained import WEIGHT, ToneJudge, coldest_sentence

pytestmark = pytest.mark.model

NETWORK = {"@architectures": "mailhuman.ToneHeads.v1", "features": 2, "hidden": 4, "run": 2, "rows": 1024}
MAILS = {
    "Not my problem, marzipan.": ("cold", "none", 1.0),
    "The van is here.": ("neutral", "none", 0.5),
    "I hope your knee is better!": ("warm", "personal", 0.0),
}


def pipeline(**settings: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("tone_judge", config={"model": NETWORK, **settings})
    return nlp


def examples(nlp: Language, **extra: float) -> list[Example]:
    found = []
    for text, (tone, relational, coldness) in MAILS.items():
        read, wanted = nlp.make_doc(text), nlp.make_doc(text)
        read.user_data[SIGNS] = [float(tone == "cold"), 0.0]
        wanted.cats = {name: float(name == tone) for name in TONES} | {
            name: float(name == relational) for name in RELATIONS
        }
        wanted.cats |= {"coldness": coldness} | extra
        found.append(Example(read, wanted))
    return found


def component(nlp: Language) -> ToneJudge:
    found = nlp.get_pipe("tone_judge")
    assert isinstance(found, ToneJudge)
    return found


def learnt(**settings: object) -> Language:
    nlp = pipeline(**settings)
    optimizer = nlp.initialize(lambda: examples(nlp))
    optimizer.learn_rate = 0.1
    for _ in range(60):
        nlp.update(examples(nlp), sgd=optimizer)
    return nlp


def said(nlp: Language) -> list[str]:
    rows = component(nlp).predict([example.predicted for example in examples(nlp)])
    return [TONES[row[:3].argmax()] for row in rows]


def test_it_learns() -> None:
    nlp = learnt()
    assert said(nlp) == ["cold", "neutral", "warm"]
    rows = component(nlp).predict([example.predicted for example in examples(nlp)])
    assert [RELATIONS[row[3:6].argmax()] for row in rows] == ["none", "none", "personal"]
    assert rows[0][6] > rows[1][6] > rows[2][6]


def test_chances_sum_to_one_and_stand_in_the_categories() -> None:
    nlp = learnt()
    doc = examples(nlp)[0].predicted
    component(nlp).set_annotations([doc], component(nlp).predict([doc]))
    assert tuple(doc.cats) == ANSWERS
    assert sum(doc.cats[name] for name in TONES) == pytest.approx(1)
    assert sum(doc.cats[name] for name in RELATIONS) == pytest.approx(1)


def test_an_untaught_one_leans_as_told() -> None:
    nlp = pipeline(lean=[0.0, 2.0, 0.0])
    nlp.initialize(lambda: examples(nlp))
    assert said(nlp) == ["cold", "cold", "cold"]


def test_what_counts_nothing_teaches_nothing() -> None:
    nlp = pipeline()
    nlp.initialize(lambda: examples(nlp))
    batch = examples(nlp, **{WEIGHT: 0.0})
    scores = component(nlp).model.predict([example.predicted for example in batch])
    loss, slope = component(nlp).get_loss(batch, scores)
    assert loss == 0
    assert not slope.any()


def test_an_open_question_teaches_nothing_of_it() -> None:
    nlp = pipeline()
    nlp.initialize(lambda: examples(nlp))
    batch = examples(nlp)
    for example in batch:
        example.reference.cats = {
            name: value for name, value in example.reference.cats.items() if name not in RELATIONS
        }
    scores = component(nlp).model.predict([example.predicted for example in batch])
    slope = component(nlp).get_loss(batch, scores)[1]
    assert not slope[:, 3:6].any()
    assert slope[:, :3].any()


def test_weights_come_back_and_no_word_goes_with_them(tmp_path: Path) -> None:
    nlp = learnt()
    nlp.to_disk(tmp_path, exclude=["vocab"])
    assert said(spacy.load(tmp_path)) == said(nlp)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"marzipan" in path.read_bytes()]


def test_runs_are_heard_whatever_the_case_and_each_once() -> None:
    nlp = spacy.blank("en")
    one, other = (keys_of(nlp.make_doc(text), 2, 1024) for text in ("The VAN is here", "the van is here"))
    assert one.tolist() == other.tolist()
    assert len(one) == len(set(one.tolist())) <= 11  # six words with start and end, and five pairs of them
    assert ((one >= 0) & (one < 1024)).all()


def test_only_the_first_words_are_hashed() -> None:
    nlp = spacy.blank("en")
    start = "van " * MOST_WORDS
    assert np.array_equal(keys_of(nlp.make_doc(start + "useless"), 3, 1024), keys_of(nlp.make_doc(start), 3, 1024))


def test_where_a_mail_begins_and_ends_is_heard() -> None:
    nlp = spacy.blank("en")
    alone, ending, inside = (
        set(keys_of(nlp.make_doc(text), 2, 1 << 20).tolist()) for text in ("call me", "so call me", "so call me now")
    )
    assert len(alone - ending) == len(alone - inside) - 1 == 1


def test_a_text_without_words_is_judged_by_its_features_alone() -> None:
    assert keys_of(spacy.blank("en").make_doc(""), 3, 1024).size == 0
    assert sum(judge("", {})[name] for name in TONES) == pytest.approx(1)


def test_the_sentence_that_chills_is_found() -> None:
    nlp = learnt()
    doc = nlp.make_doc("The van is here. Not my problem, marzipan. I hope your knee is better!")
    doc.user_data[SIGNS] = [0.0, 0.0]
    index, share = coldest_sentence(component(nlp), doc, [(0, 5), (5, 11), (11, 18)]) or (-1, 0.0)
    assert index == 1
    assert 0.5 < share <= 1


def test_nothing_chills_where_the_words_say_nothing() -> None:
    nlp = pipeline()
    nlp.initialize(lambda: examples(nlp))
    doc = examples(nlp)[0].predicted
    assert coldest_sentence(component(nlp), doc, [(0, len(doc))]) is None
    assert coldest_sentence(component(nlp), doc, []) is None


def test_politeness_is_of_the_mail_and_of_its_sentences() -> None:
    doc = spacy.blank("en").make_doc("Thanks, Pim.\nGo away!")
    rows, owners = rows_by_sentence(doc, 2, 1 << 20)
    assert set(owners) == {0, 1}
    table = np.zeros(1 << 20, dtype="float32")
    table[rows[owners == 0]] = 1
    table[rows[owners == 1]] = 0  # the marks of both ends among them
    whole, least, most = politeness(doc, table, 2)
    assert least == 0 < whole < most


def test_no_words_are_neither_polite_nor_rude() -> None:
    assert politeness(spacy.blank("en").make_doc(""), np.ones(8, dtype="float32"), 2) == (0.0, 0.0, 0.0)


def test_politeness_is_given_and_not_learnt_over() -> None:
    nlp, given = pipeline(), np.linspace(-1, 1, 1024, dtype="float32")
    component(nlp).initialize(lambda: examples(nlp), politeness=given.copy())
    sgd = Adam(0.1)
    for _ in range(3):
        component(nlp).update(examples(nlp), sgd=sgd)
    kept = next(node for node in component(nlp).model.walk() if node.name == "heard").get_param("W")
    assert np.array_equal(np.asarray(kept), given)


def test_what_ships_is_small_and_has_no_vocabulary() -> None:
    files = [path for path in MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 8_000_000
    assert not (MODEL / "vocab").exists()
