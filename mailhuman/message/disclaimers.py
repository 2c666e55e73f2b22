"""Paragraphs no writer types: legal disclaimers, "please consider the environment", the footers of mailing lists."""

from __future__ import annotations

import re

_LEGAL = (
    r"intended (?:only |solely )?(?:recipient|for the)",
    r"addressee|named above|individual or entity",
    r"confidential|vertraulich|confidentiel|riservat[oe]|vertrouwelijk|confidencial",
    r"privileged|protected by law",
    r"received this .{0,40}in error|irrtümlich|par erreur|per errore|por error",
    r"unauthori[sz]ed|unbefugt|non autorisé|prohibited|verboten|interdit|prohibid",
    r"disclos\w+|disseminat\w+|divulg\w+",
    r"\bcopy(?:ing)?\b|distribut\w+|kopier\w+|weitergabe",
    r"\bdelete\b|destroy|löschen|vernichten|supprimer|eliminar",
    r"virus\w*|malware",
    r"liabilit\w+|liable|haftung|responsab\w+",
    r"registered (?:office|in|number)|handelsregister",
    r"notify (?:the sender|us)|informieren sie",
    r"(?:richtige|bestimmte|vorgesehene)\w* (?:empfänger|adressat)|destinatair|destinatari[oa]",
)
_LEGAL_SIGNS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _LEGAL)
_ENOUGH_SIGNS = 4
_SPEAKS_OF_ITSELF = re.compile(
    r"(?:this|the|diese|dieses|ce|cette|este|esta|questo|questa|dit|deze)\W.{0,30}"
    r"(?:mail|message|communication|transmission|nachricht|courriel|correo|messaggio|bericht|mensagem)",
    re.IGNORECASE,
)
_AIMED = tuple(_LEGAL_SIGNS[at] for at in (0, 1, 4, 13))
_FEWEST_WORDS = 20
_LIMIT = 5000
_PRINTING = re.compile(
    r"(?:\W{0,4})(?:please )?(?:consider|think of|think about) the (?:environment|planet) before printing|"
    r"(?:\W{0,4})(?:bitte )?denken sie an die umwelt|(?:\W{0,4})pensez à l'environnement avant",
    re.IGNORECASE,
)
_FOOTER_RULE = re.compile(r"_{20,}$|-{20,}$")
_WHERE = re.compile(r"https?://|@")
_FOOTER = re.compile(
    r"mailing ?list|unsubscribe|to post to this group|you received this message because|listinfo|mailman", re.IGNORECASE
)


def is_disclaimer(paragraph: str) -> bool:
    """Whether a paragraph is a legal notice: long, and with at least four of the turns lawyers use."""
    text = paragraph[:_LIMIT]
    if _PRINTING.match(text.strip()):
        return True
    if len(text.split()) < _FEWEST_WORDS:
        return False
    if not (_SPEAKS_OF_ITSELF.search(text) and any(sign.search(text) for sign in _AIMED)):
        return False  # a lawyer's own words on a contract are the writer's
    return sum(bool(sign.search(text)) for sign in _LEGAL_SIGNS) >= _ENOUGH_SIGNS


def is_list_footer(paragraph: str) -> bool:
    """Whether a paragraph is what a mailing list puts under each mail: a long rule, then where to leave the list."""
    first, _, rest = paragraph[:_LIMIT].strip().partition("\n")
    return all((_FOOTER_RULE.match(first.strip()), _FOOTER.search(rest), _WHERE.search(rest)))
