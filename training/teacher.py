"""Fine-tunes a small transformer on the labelled mails, one a fold and one of all, and keeps its answers (taught.py).

Run from the checkout, with torch and transformers installed beside: python -m training.teacher WEIGHTS [--epochs 2]
WEIGHTS is a folder with all-MiniLM-L6-v2 (Apache 2.0, Sentence Transformers). Its weights are for training alone: what
is kept are chances for mails. The three lower layers stay as they are and are gone through once for all folds.
About 15 minutes a fold on one quiet core; training/make.py needs nothing of it but data/teacher.npz.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found,unused-ignore]
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found,unused-ignore]

from mailhuman.tone.network import RELATIONS, TONES
from training import corpus
from training.sources import Mail, unlabelled_mails
from training.taught import ANSWERED, number_of

LOWER = 3  # layers that stay as they are
TOKENS, LETTERS = 112, 900  # of a mail that are read
CELLS = 384
BATCH, RATE, READOUT_RATE = 32, 1.5e-4, 2e-3
KEPT = 0.5  # of the neutral mails labelled by one
WEIGHTS = {"cold": 3.0, "warm": 1.5}
SINGLE = 0.6
LARGEST = 12.0  # of a score that is kept


class Teacher(torch.nn.Module):  # type: ignore[misc,unused-ignore]  # without types where torch is not installed
    """The upper layers and a readout of the mean of the words and of a weighed mean."""

    def __init__(self, weights: str) -> None:
        super().__init__()
        self.layers = AutoModel.from_pretrained(weights, attn_implementation="eager").encoder.layer[LOWER:]
        self.weigh, self.readout = torch.nn.Linear(CELLS, 1), torch.nn.Linear(2 * CELLS, 7)
        torch.nn.init.zeros_(self.readout.weight)

    def forward(self, lower: Sequence[NDArray[np.float16]]) -> Any:  # noqa: ANN401 - torch's, where it is installed
        """Give a row of ANSWERS, not yet made into chances, for each mail as the lower layers gave it."""
        longest = max(map(len, lower))
        words = torch.zeros(len(lower), longest, CELLS)
        there = torch.zeros(len(lower), longest)
        for index, each in enumerate(lower):
            words[index, : len(each)], there[index, : len(each)] = torch.from_numpy(each).float(), 1
        away = (there - 1) * 1e4
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self.layers:
                words = layer(words, away[:, None, None, :])
        words = words.float()
        mean = (words * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        chosen = (words * (self.weigh(words)[..., 0] + away).softmax(1)[..., None]).sum(1)
        return self.readout(torch.nn.functional.dropout(torch.cat([mean, chosen], 1), 0.15, self.training))


def lower_layers(weights: str, texts: Sequence[str]) -> list[NDArray[np.float16]]:
    """Give each text as the lower layers give it, a row a token."""
    cut = AutoTokenizer.from_pretrained(weights)
    tokens = cut([text[:LETTERS] for text in texts], truncation=True, max_length=TOKENS)["input_ids"]
    model = AutoModel.from_pretrained(weights, attn_implementation="eager").eval()
    model.encoder.layer = model.encoder.layer[:LOWER]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        return [model(input_ids=torch.tensor([each])).last_hidden_state[0].half().numpy() for each in tokens]


def fitted(
    weights: str, lower: Sequence[NDArray[np.float16]], mails: Sequence[Mail], epochs: int, fold: int
) -> Teacher:
    """Give the teacher that has seen every labelled mail but those of the fold."""
    chance = random.Random(fold + 7)  # noqa: S311 - the same at every making
    torch.manual_seed(fold + 1)
    learnt = [
        index
        for index, mail in enumerate(mails)
        if mail.tone and corpus.fold_of(mail) != fold
        and (mail.origin != "single" or mail.settled("tone") != "neutral" or chance.random() < KEPT)
    ]  # fmt: skip
    model: Teacher = Teacher(weights)
    model.train()
    readout = [*model.readout.parameters(), *model.weigh.parameters()]
    rates = [*(RATE * 0.8 ** (len(model.layers) - 1 - depth) for depth in range(len(model.layers))), READOUT_RATE]
    groups = [*(layer.parameters() for layer in model.layers), readout]
    optimizer = torch.optim.AdamW([{"params": group} for group in groups], weight_decay=0.01)
    steps = epochs * (len(learnt) // BATCH + 1)
    for step, batch in enumerate(_batches(learnt, lower, epochs, chance)):
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, (step + 1) / 60) * max(0.02, 1 - step / steps)
        loss = _loss(model([lower[index] for index in batch]), [mails[index] for index in batch])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    model.eval()
    return model


def _batches(
    learnt: Sequence[int], lower: Sequence[NDArray[np.float16]], epochs: int, chance: random.Random
) -> Iterator[list[int]]:
    """Give batches of mails about as long as each other."""
    for _ in range(epochs):
        order, found = chance.sample(learnt, len(learnt)), []
        for start in range(0, len(order), 24 * BATCH):
            part = sorted(order[start : start + 24 * BATCH], key=lambda index: len(lower[index]))
            found += [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
        chance.shuffle(found)
        yield from found


def _loss(scores: Any, mails: Sequence[Mail]) -> Any:  # noqa: ANN401 - as above
    total = torch.zeros(())
    for score, mail in zip(scores, mails, strict=True):
        weight = (SINGLE if mail.origin == "single" else 1.0) * WEIGHTS.get(mail.settled("tone") or "", 1.0)
        for names, votes, start in ((TONES, mail.tone, 0), (RELATIONS, mail.relational, 3)):
            if all(vote in names for vote in votes):
                shares = torch.tensor([votes.count(name) / len(votes) for name in names])
                total = total - weight * (shares * score[start : start + 3].log_softmax(0)).sum()
        total = total + weight * 2 * (score[6].sigmoid() - mail.coldness / 4) ** 2
    return total / len(mails)


def answers(model: Teacher, lower: Sequence[NDArray[np.float16]]) -> NDArray[np.float16]:
    """Give the scores of every mail."""
    with torch.no_grad():
        found = np.concatenate([model([each]).numpy() for each in lower])
    return np.asarray(np.clip(found, -LARGEST, LARGEST).astype("float16"))


def main() -> None:
    """Teach, ask and keep."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights")
    options.add_argument("--epochs", type=int, default=2)
    asked = options.parse_args()
    unlike = {mail.text: mail for mail in (*unlabelled_mails(), *corpus.mails())}
    mails = list(unlike.values())
    lower = lower_layers(asked.weights, [corpus.as_read(mail.text) for mail in mails])
    names, first = np.unique(np.array([number_of(mail.text) for mail in mails]), return_index=True)
    scores = np.full((corpus.FOLDS + 1, len(names), 7), np.nan, dtype="float16")
    for fold in (-1, *range(corpus.FOLDS)):
        found = answers(fitted(asked.weights, lower, mails, asked.epochs, fold), lower)
        found[[index for index, mail in enumerate(mails) if corpus.fold_of(mail) == fold]] = np.nan
        scores[fold] = found[first]
        np.savez_compressed(ANSWERED, names=names, scores=scores)
        print(f"fold {fold}: {len(mails):,} mails answered", flush=True)


if __name__ == "__main__":
    main()
