"""The tools that make the model, where they are (they are not installed): the draw of the test mails and the figures."""

from __future__ import annotations

import numpy as np
import pytest

gather = pytest.importorskip("training.gather")
agreement = pytest.importorskip("training.agreement")
sources = pytest.importorskip("training.sources")


def mail(key: str, subject: str, text: str = "It is shut.") -> dict[str, str]:
    return {"id": key, "subject": subject, "text": text}


def test_a_thread_and_neighbours_of_a_name_are_linked() -> None:
    mails = [
        mail("a", "Vans"), mail("b", "Kiln"), mail("c", "RE: Re: vans"),
        mail("d", "Keys", "Ask Marlow."), mail("e", "Doors", "Tell Marlow."), mail("f", "Roof", "It is open."),
    ]  # fmt: skip
    groups = sorted(sorted(group) for group in gather.linked(mails))
    assert groups == [["a", "c"], ["b"], ["d", "e"], ["f"]]


def test_the_test_mails_are_drawn_by_whole_threads() -> None:
    mails = [mail(str(number), f"subject {number // 3}") for number in range(60)]
    held = gather.held_out(mails, 20)
    assert 18 <= len(held) <= 20
    assert all(len({str(3 * each + k) in held for k in range(3)}) == 1 for each in range(20))


def test_three_hundred_invented_mails_are_held() -> None:
    rows = sources.rows(sources.OWN / "invented.jsonl")
    assert sum(row["split"] == "test" for row in rows) == gather.HELD
    held = {row["id"] for row in rows if row["split"] == "test"}
    assert all(group <= held or not group & held for group in gather.linked(rows))


def test_no_text_of_real_mail_stands_here() -> None:
    for name in ("enron_double", "enron_single"):
        for row in sources.rows(sources.OWN / f"{name}.jsonl"):
            assert set(row) == {"sha256", "writer", "stratum", "tone", "relational", "kind", "coldness"}


def test_alpha() -> None:
    assert agreement.alpha([("a", "a"), ("b", "b")]) == 1.0
    # 4 pairs, 1 unequal, counts a 5, b 3 of 8: expected 1 - (20 + 6) / 56
    assert agreement.alpha([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")]) == pytest.approx(1 - (1 / 4) / (30 / 56))


def test_area_under_the_curve_counts_ties_half() -> None:
    figures = pytest.importorskip("training.figures")
    cold = np.array([True, True, False, False])
    assert figures.auc(cold, np.array([0.9, 0.5, 0.5, 0.1])) == pytest.approx(3.5 / 4)
    assert figures.auc(cold, np.array([0.9, 0.8, 0.2, 0.1])) == 1.0


def test_calibration_error_is_the_gap() -> None:
    figures = pytest.importorskip("training.figures")
    chances = np.array([[0.8, 0.1, 0.1]] * 10)
    truth = np.array(["neutral"] * 6 + ["cold"] * 4)
    assert figures.calibration_error(truth, chances) == pytest.approx(0.2)


def test_ridge_solves_its_equations() -> None:
    politeness = pytest.importorskip("training.politeness")
    keys, wanted = [np.array([0]), np.array([0, 1]), np.array([2])], np.array([1.0, -2.0, 0.5])
    seen = np.array([[1, 0, 0], [0.5**0.5, 0.5**0.5, 0], [0, 0, 1]])
    exact = np.linalg.solve(seen.T @ seen + politeness.HELD * np.eye(3), seen.T @ wanted)
    assert politeness.ridge(keys, wanted, 3) == pytest.approx(exact)


def test_a_teacher_answers_for_no_mail_of_the_fold_it_has_not_seen() -> None:
    taught = pytest.importorskip("training.taught")
    corpus = pytest.importorskip("training.corpus")
    for row in sources.rows(sources.OWN / "invented.jsonl"):
        mail = sources.Mail(
            "invented", "x", "", row["subject"] or "", 1, row["text"], row["tone"], row["relational"], 2.0
        )
        assert taught.answer_to(mail.text, corpus.fold_of(mail)) is None
        answer = taught.answer_to(mail.text, -1)
        assert (answer is None) == (row["split"] == "test")
        assert answer is None or sum(answer[name] for name in ("cold", "neutral", "warm")) == pytest.approx(1)
