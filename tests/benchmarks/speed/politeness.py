"""Measures ConvoKit's politeness strategies over its own parse of each mail; runs in the environment of the peers.

Many mails go as its documentation has it: a corpus, its text parser, its strategies. One goes through
`transform_utterance`. The parser's sentences come from the small English pipeline (without names, ConvoKit's own choice),
so that the sentence data of nltk, which cannot be had from PyPI, is not needed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from measuring import Mail, Readers, run  # type: ignore[import-not-found]
from peers import SMALL_MODULE  # type: ignore[import-not-found]


def load() -> Readers:
    """Load the parser and the strategies."""
    nlp = import_module(SMALL_MODULE).load(exclude=["ner"])
    strategies = import_module("convokit.politenessStrategies").PolitenessStrategies()
    parser = import_module("convokit.text_processing").TextParser(spacy_nlp=nlp)
    model = import_module("convokit.model")
    writer = model.Speaker(id="writer")

    def one(mail: Mail) -> object:
        return strategies.transform_utterance(mail["text"], spacy_nlp=nlp)

    def many(mails: Sequence[Mail]) -> Iterable[object]:
        given = [
            model.Utterance(id=str(number), speaker=writer, conversation_id=str(number), text=mail["text"])
            for number, mail in enumerate(mails)
        ]
        found: Iterable[object] = strategies.transform(
            parser.transform(model.Corpus(utterances=given))
        ).iter_utterances()
        return found

    return one, many


if __name__ == "__main__":
    run(load)
