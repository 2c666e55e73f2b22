"""Lines a telephone or an app adds under each mail: "Sent from my iPhone", "Get Outlook for iOS".

Two things are asked of a line: it begins as such lines do, and it names a device or an app. "Sent from the office by
courier" does not. Patterns run on one short line.
"""

from __future__ import annotations

import re

_LONGEST = 160
_MOST_WORDS_AFTER = 6
_LEAD = re.compile(
    r"(?:Sent (?:from|with|using|via) |Von meine[mr] .{1,60}\b(?:gesendet|gesandt|geschickt)|"
    r"Gesendet (?:von|mit|über|aus) |Diese Nachricht wurde (?:von|mit) .{1,60}\b(?:gesendet|verfasst)|"
    r"Envoyé (?:de|depuis|à partir de|avec) |Enviado (?:desde|do|de|da|pelo|via|con) |Inviato (?:da|dal|con) |"
    r"Verzonden (?:vanaf|met|vanuit|via) |Verstuurd (?:vanaf|met|via) |Skickat från |Skickad från |Sendt fra |"
    r"Sent fra |Wysłan[eoy] z |Odesláno z |Lähetetty |Отправлено (?:с|из) |i(?:Phone|Pad)から送信|"
    r"发自我的|從我的|나의 )",
    re.IGNORECASE,
)
_THING = re.compile(
    r"i(?:Phone|Pad|Pod|OS)|Android|Samsung|Galaxy|Huawei|Xiaomi|Redmi|OnePlus|Motorola|Nokia|Pixel|BlackBerry|"
    r"Windows (?:Phone|\d\d)|Mail (?:for|für|pour|per|para|voor|app)|Outlook|Yahoo|Gmail|GMX|WEB\.DE|AOL|Proton ?Mail|"
    r"ProtonMail|Spark\b|Airmail|Mailbird|K-9|FairEmail|Thunderbird|Tuta\w*|BlueMail|Spike\b|Nine\b|Zoho|Superhuman|"
    r"mobile (?:device|phone)|smart ?phone|\b(?:cell|mobile|phone|tablet)\b|Mobiltelefon|Mobilgerät|\bHandy\b|"
    r"\b(?:téléphone|portable|móvil|celular|telefoon|telefono|telefon\w*|puhelime\w*|mobil\w*|телефон\w*|Mail\.ru|Яндекс\w*)\b|"
    r"手机|手機|から送信|에서 보냄",
    re.IGNORECASE,
)
_APOLOGY = re.compile(
    r"excuse|brevity|typo|forgive|Tippfehler|Kürze|Fehler|concis|fautes|brevedad|breved|secure|kortfattet|kort",
    re.IGNORECASE,
)
_APP = re.compile(
    r"(?:Get|Download|Obtener|Obter|Baixar|Télécharger|Scarica|Hämta|Hent|Pobierz|Pobierz aplikację|Holen Sie sich) "
    r"\[?(?:Outlook|Yahoo Mail|BlueMail|Spike)\S{0,80} (?:for|para|pour|per|voor|für|för|til|dla) "
    r"(?:iOS|Android|Mac|Windows|iPhone|iPad|desktop|mobile)\b\S{0,100}$|"
    r"Outlook (?:für|voor) (?:iOS|Android|Mac|Windows)\S{0,100} (?:beziehen|herunterladen|downloaden)\S{0,100}$",
    re.IGNORECASE,
)
_LINK = re.compile(r"[<(\[]?https?://[^\s<>]{1,200}[>)\]]?")


def is_device_line(text: str) -> bool:
    """Whether a line is one a telephone or an app adds under each mail."""
    line = _LINK.sub("", text[: 2 * _LONGEST]).strip()
    if len(line) > _LONGEST:
        return False
    return bool(_APP.match(line)) or bool(_LEAD.match(line) and _ends_with_thing(line))


def _ends_with_thing(line: str) -> bool:
    """Whether little but an apology follows the last device named: "Sent from my phone, the laptop broke" goes on."""
    names = list(_THING.finditer(line))
    if not names:
        return False
    short = len(line[names[-1].end() :].split()) <= _MOST_WORDS_AFTER
    goes_on = set(line[names[0].end() :]) & set(",;:?!")
    return (short and not goes_on) or bool(_APOLOGY.search(line, names[0].end()))
