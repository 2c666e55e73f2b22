"""Folds what must not matter into one form before a mail is judged: who writes to whom, he or she, which spelling.

The trained component learns from folded text and hears folded text, so that its chances are the same for Claire and
for Arjun, of him and of her, for colour and for color. Cues are found in the words as they are written.
"""

from __future__ import annotations

import re

from mailhuman.tone.shape import shape_of

NAME = "Name"  # stands for the writer and the reader
_LETTERS = re.compile(r"[^\W\d_]+")  # each run of a name is folded by itself: it stays as many words to a tokenizer
_PERSON = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")
_FORMS = frozenset(
    """
    hi hello hey hiya howdy dear greetings good morning afternoon evening day all team both everyone everybody folks
    there colleagues again customer guys friends and thanks thank you many regards best kind kindest warm wishes cheers
    yours love sincerely faithfully the sent from my take care talk soon see later with in respectfully i
    """.split()  # noqa: SIM905 - a list of words reads best as a text
)  # words of a greeting or a closing that name nobody
_ALSO_WORDS = frozenset(
    "Will Mark May Grant Hope Joy Art Bill Rich Faith Grace Rose Drew Sue Pat Bob Dean Frank".split()  # noqa: SIM905 - as above
)
_MARKS = str.maketrans("“”„«»", '"' * 5)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?", re.IGNORECASE)
_PERSONS = """
    he=they she=they him=their her=their his=their hers=their himself=themself herself=themself he's=they's
    she's=they's he'd=they'd she'd=they'd he'll=they'll she'll=they'll mrs=mr ms=mr miss=mr mx=mr madam=sir
"""
_SPELLINGS = """
    cheque=check cheques=checks grey=gray programme=program programmes=programs whilst=while amongst=among
    towards=toward learnt=learned spelt=spelled burnt=burned dreamt=dreamed spoilt=spoiled mum=mom mums=moms
    licence=license licences=licenses practise=practice practising=practicing defence=defense offence=offense
    judgement=judgment acknowledgement=acknowledgment fulfil=fulfill enrol=enroll instalment=installment
    instalments=installments skilful=skillful tyre=tire tyres=tires kerb=curb storey=story ageing=aging
    catalogue=catalog dialogue=dialog jewellery=jewelry sceptical=skeptical aluminium=aluminum
    aeroplane=airplane pyjamas=pajamas draught=draft mould=mold plough=plow manoeuvre=maneuver
    paediatric=pediatric
"""
_SAME = dict(pair.split("=") for pair in (_PERSONS + _SPELLINGS).split())
_ENDINGS = (
    (re.compile(r"(?<=\w\w\w)is(?=(?:e[sdr]?|ers|ing|ations?|able)$)"), "iz"),  # organise
    (re.compile(r"(?<=\w\w)ys(?=(?:e[sdr]?|ing)$)"), "yz"),  # analyse
    (re.compile(r"(?<=\w\w\w)our(?=(?:s|ed|ing|abl[ey]|ites?|ful|hood)?$)"), "or"),  # colour; never four
    (re.compile(r"(?<=\w\w)([tb])re(?=s?$)"), r"\1er"),  # centre
    (re.compile(r"([aeiouy][^\Waeiouy]+u?[aeo]l)l(ed|ing|ers?|ors?)$"), r"\1\2"),  # cancelled
    (re.compile(r"^enquir(?=e|y|ies|ing)"), "inquir"),
)  # fmt: skip
_BRITISH = re.compile(r"(?:is|ys)(?:e[sdr]?|ers|ing|ations?|able)$|our|[tb]res?$|[ae]ll(?:ed|ing|ers?|ors?)$|^enqui")


def folded(text: str) -> str:
    """Give the text with one name for writer and reader, one pronoun for him and her, American spelling."""
    return _WORD.sub(lambda found: _in_case(found.group()), unnamed(text)).translate(_MARKS)


def spelt(word: str) -> str:
    """Give the American spelling of a word in small letters (of a word that has but one, perhaps no word at all)."""
    if not _BRITISH.search(word):
        return word
    for ending, other in _ENDINGS:
        word = ending.sub(other, word)
    return word


def unnamed(text: str) -> str:
    """Give the text with NAME for every word that names the reader in the greeting or the writer under the mail."""
    shape = shape_of(text)
    opening = text[: shape.body.start]
    names = {name for name in _PERSON.findall(opening + "\n" + text[shape.body.end :]) if _names_somebody(name)}
    if not names:
        return text
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.sub(rf"(?<![\w@.])(?:{known})(?!\w)", lambda found: _LETTERS.sub(NAME, found.group()), text)


def _names_somebody(word: str) -> bool:
    return word[0].isupper() and word.lower() not in _FORMS and word not in _ALSO_WORDS


def _in_case(word: str) -> str:
    small = word.lower()
    found = _SAME.get(small) or spelt(small)
    return word if found == small else found.capitalize() if word[0].isupper() else found
