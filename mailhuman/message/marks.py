"""The words by which clients set off what was written before: attributions, rules and header blocks.

Collected from what Thunderbird, Gmail, Outlook, Apple Mail, K-9, Roundcube, Yahoo, mutt and Horde write in the
languages below. Every pattern is tried on one line, cut to a few hundred characters, and starts at a fixed word.
"""

from __future__ import annotations

import re

_LINE_LIMIT = 600

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
_CLOSED = re.compile(
    r"[-–—_*=]{3,40}\s{0,3}(?:" + _NAMES + r")\s{0,3}(?:(?:from|by|von|de|da|от) .{1,60})?[-–—_*=]{2,40}\s{0,3}$",
    re.IGNORECASE,
)
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


def is_delimiter(text: str) -> bool:
    """Whether a line is a rule with the words of a client: "-----Original Message-----"."""
    return bool(_RULE.match(text.strip()[:_LINE_LIMIT]))


def is_closed_delimiter(text: str) -> bool:
    """Whether it is such a rule on both sides, with no other words in it: it stands for itself, headers or none."""
    return bool(_CLOSED.match(text.strip()[:_LINE_LIMIT]))


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
