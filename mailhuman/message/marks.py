"""The words by which clients set off what was written before: attributions, rules, header blocks, "Sent from my …".

Collected from what Thunderbird, Gmail, Outlook, Apple Mail, K-9, Roundcube, Yahoo, mutt and Horde write in the
languages below. Every pattern is tried on one line, cut to a few hundred characters, and starts at a fixed word.
"""

from __future__ import annotations

import re

_LINE_LIMIT = 600
_VERB = re.compile(
    r"\b(?:wrote|writes|schrieb|schreibt|geschrieben|a écrit|écrivait|a ecrit|escribi[óo]|ha scritto|scrisse|schreef|"
    r"heeft .{1,200}geschreven|escreveu|skrev|kirjoitti|napisał(?:\(a\)|a)?|pisze|napsal(?:\(a\)|a)?|írta|a scris|"
    r"написал(?:\(а\)|а)?|пишет|писал(?:\(а\)|а)?|написав|yazdı|şunu yazdı|έγραψε)\b",
    re.IGNORECASE,
)
_EASTERN = re.compile(r"(?:写道|寫道|书写|のメール|さんは書きました|が書きました|작성|כתב|כתבה|كتب)\S{0,6}\s?[:：]?$")
_OPENING = re.compile(
    r"(?:On|At|Am|Le|El|Il|Op|Em|No dia|Den|Il giorno|W dniu|Dnia|Dne|Pe|În data de|Στις|Во?|Quoting|Zitat von|"
    r"Citando|\*|\d{1,4}[./年-]|\w{2,4}[.,]{1,2} )",
)
_QUOTING = re.compile(r"(?:Quoting|Zitat von|Citando) ")  # Horde
_ENDING = re.compile(r"[:：]\s{0,3}$")
_EMAIL = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>@]{1,80}@[^\s<>@]{1,80}[>)\]]?")
_SPEAKER = re.compile(r"\b(?:I|you|we|ich|du|sie|wir|je|tu|vous|nous|yo|usted)\b", re.IGNORECASE)
_LONGEST_BARE = 8

_NAMES = (
    r"original message|original appointment|forwarded message|forwarded by|forwarded mail|begin forwarded message|"
    r"ursprüngliche nachricht|original-?nachricht|weitergeleitete nachricht|weitergeleitet von|"
    r"message d'origine|message original|message initial|message transféré|message réexpédié|courriel original|"
    r"mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|messaggio originale|"
    r"oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|mensagem original|mensagem encaminhada|"
    r"ursprungligt meddelande|originalmeddelande|vidarebefordrat meddelande|oprindelig meddelelse|"
    r"original meddelelse|videresendt meddelelse|videresendt melding|opprinnelig melding|alkuperäinen viesti|"
    r"välitetty viesti|wiadomość oryginalna|oryginalna wiadomość|treść przekazanej wiadomości|"
    r"wiadomość przekazana dalej|původní zpráva|přeposlaná zpráva|eredeti üzenet|továbbított üzenet|"
    r"исходное сообщение|пересылаемое сообщение|переадресованное сообщение|orijinal mesaj|iletilen mesaj|"
    r"元のメッセージ|转发的消息|转发邮件|原始邮件|원본 메시지"
)
_RULE = re.compile(r"[-–—_*=]{3,40}\s{0,3}(?:" + _NAMES + r")\b.{0,80}$", re.IGNORECASE)
_ANY_RULE = re.compile(r"-{4,40}\s?[^\s-].{2,60}?-{4,40}$")
_BEGIN = re.compile(
    r"(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Début du (?:message|courriel) "
    r"(?:réexpédié|transféré)|Inicio del mensaje reenviado|Inizio (?:del )?messaggio inoltrato|Begin doorgestuurd "
    r"bericht|Início da mensagem (?:re|en)encaminhada|Início da mensagem encaminhada|Vidarebefordrat (?:brev|mejl)|"
    r"Start på videresendt besked|Videresendt melding|Początek przekazywanej wiadomości|Weitergeleitete Nachricht)"
    r"\s?[:：]$",
    re.IGNORECASE,
)
_UNDERSCORES = re.compile(r"[_]{10,}$")

_ROLES = {
    "from": "from von de da van från fra od ot lähettäjä feladó expéditeur mittente afzender odesílatel kimden от "
    "від από 差出人 发件人 寄件者 發件人",
    "date": "sent date gesendet datum envoyé enviado enviada enviada fecha inviato data verzonden skickat sendt "
    "dato wysłano odesláno lähetetty päivämäärä päiväys отправлено дата gönderildi tarih elküldve dátum ημερομηνία "
    "送信日時 日付 发送时间 日期 寄件日期",
    "to": "to an à a para aan till til do komu vastaanottaja címzett кому kime destinataire destinatario 宛先 收件人 "
    "收件者",
    "subject": "subject betreff objet asunto oggetto onderwerp ämne emne temat předmět aihe tárgy тема konu assunto "
    "sujet θέμα 件名 主题 主旨",
    "cc": "cc kopie kopia copie kopi copia bcc reply-to antwort an",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split()}
_LABEL = re.compile(r"\*?([^\s:*：][^:*：\n]{0,16}?)\s{0,2}\*?\s{0,2}[:：]\*?(?:\s|$)")

_DEVICE = re.compile(
    r"(?:Sent from (?:my |Mail for |Outlook|Yahoo|Gmail|ProtonMail|Proton Mail|Samsung|a |the |AOL|FairEmail|Nine)|"
    r"Sent (?:with|using|via) (?:\[?Proton|Spark|Gmail|Airmail|BlackBerry|Outlook|Mailbird|K-9|FairEmail)|"
    r"Get (?:\[?Outlook|Yahoo Mail|BlueMail|\[?Spike)|Get Outlook|Von meine[mr] .{1,60}gesendet|"
    r"Gesendet (?:von|mit|über) |Diese Nachricht wurde von meinem|Envoyé (?:de|depuis|à partir de) |"
    r"Enviado (?:desde|do|de) |Obtener Outlook|Télécharger Outlook|Inviato da |Scarica Outlook|Verzonden (?:vanaf|met|"
    r"vanuit) |Verstuurd vanaf |Outlook voor |Skickat från |Sendt fra |Sent fra |Hämta Outlook|Hent Outlook|Wysłane z |"
    r"Pobierz (?:aplikację )?Outlook|Odesláno z |Lähetetty |Отправлено (?:с|из) |Holen Sie sich Outlook|"
    r"Outlook für |iPhoneから送信|发自我的|從我的 ?\w{2,20} ?傳送|나의 iPhone에서 보냄)",
    re.IGNORECASE,
)
_LONGEST_DEVICE = 120


def is_attribution(text: str) -> bool:
    """Whether one line alone says that somebody wrote what follows: "On 20 Nov 2026, Priya wrote:"."""
    line = text.strip()[-_LINE_LIMIT:]
    if _EASTERN.search(line):
        return _figures(line) > 0
    if not _ENDING.search(line):
        return False
    if _QUOTING.match(line):
        return bool(_EMAIL.search(line))
    dated = _figures(line) >= 3 and bool(_EMAIL.search(line))  # noqa: PLR2004 - a day and an hour
    if _VERB.search(line):
        return dated or opens_attribution(line) or bool(_EMAIL.search(line)) or _is_bare(line)
    return dated and bool(_OPENING.match(line))


def opens_attribution(text: str) -> bool:
    """Whether a line begins as attributions do, with a date: the first of two or three they are wrapped over."""
    line = text.strip()[:_LINE_LIMIT]
    return bool(_OPENING.match(line)) and _figures(line) >= 2  # noqa: PLR2004 - a day of the month at least


def is_delimiter(text: str) -> bool:
    """Whether a line is a rule with the words of a client: "-----Original Message-----"."""
    return bool(_RULE.match(text.strip()[:_LINE_LIMIT]))


def may_be_delimiter(text: str) -> bool:
    """Whether it is a rule with some words in it, or of underscores: one if headers follow."""
    line = text.strip()[:_LINE_LIMIT]
    return bool(_ANY_RULE.match(line) or _UNDERSCORES.match(line))


def begins_forward(text: str) -> bool:
    """Whether it is "Begin forwarded message:" in one of the languages of Apple Mail."""
    return bool(_BEGIN.match(text.strip()[:_LINE_LIMIT]))


def header_role(text: str) -> str:
    """What a line like "Sent: Friday" tells: from, date, to, subject or cc; "" if it is no such line."""
    start = text.lstrip()[:40]
    found = _LABEL.match(start) if ":" in start or "：" in start else None
    return _ROLE_OF.get(found[1].strip().lower(), "") if found else ""


def is_device_line(text: str) -> bool:
    """Whether a line is one a telephone or an app adds under each mail: "Sent from my iPhone"."""
    line = text.strip()
    return len(line) <= _LONGEST_DEVICE and bool(_DEVICE.match(line))


def _figures(line: str) -> int:
    return sum(map(str.isdecimal, line))


def _is_bare(line: str) -> bool:
    """Whether it is as short as "Priya Raman wrote:" and speaks of nobody in the first or second person."""
    return len(line.split()) <= _LONGEST_BARE and not _SPEAKER.search(line)
