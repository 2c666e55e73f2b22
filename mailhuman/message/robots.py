"""Mail that no person wrote to a person: robots, bounces, and what goes to or comes from a mailing list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mailhuman.message.header import Header
from mailhuman.model import Address

_ROBOT = re.compile(
    r"(?:no|do.?not|nao|ne.?pas)[-_.]?(?:reply|answer|responda|repondre|antworten)|mailer.?daemon|postmaster|"
    r"bounces?(?:[-_.=].*)?|newsletters?|announcements?|digests?|.{1,60}-(?:request|bounces?|owner|digest)|"
    r"auto.?(?:mailer|reply|responder|confirm)|notifications?|notify|alerts?|daemon|root|cron|wordpress|jenkins|"
    r"(?:keine?|nicht).?antwort\w*"
)
_REPORT = re.compile(
    r"(?:automatic reply|autoreply|auto:|out of (?:the )?office|automatische antwort|abwesenheits|réponse automatique|"
    r"respuesta automática|risposta automatica|automatisch antwoord|automatiskt svar|autosvar|automatisk svar|"
    r"odpowiedź automatyczna|resposta automática|автоответ|自动回复|自動返信|自動応答|undeliver(?:ed|able)|"
    r"mail delivery (?:failed|failure)|delivery status notification|returned mail:|failure notice|unzustellbar)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:.*[-_.])?(?:list|lists|mailinglist|announce|announcements|discuss|discussion|users|devel|everyone|everybody|"
    r"all|all-?staff|all-?hands|staff|team|members|subscribers|newsletter|verteiler|alle)(?:[-_.].*)?"
)
_LIST_DOMAIN = re.compile(r"(?:.*\.)?(?:lists?|listserv|groups|mailman|freelists|googlegroups|yahoogroups)\..*")
_SAYS_SO = re.compile(
    r"this is an? (?:automated|automatic(?:ally generated)?|system[- ]generated|auto-generated) (?:message|e-?mail|"
    r"notification|reply|response)|(?:message|e-?mail) (?:was|has been|is) (?:sent automatically|(?:automatically|"
    r"system)[- ]generated)|please do not reply to this (?:message|e-?mail)|dies ist eine automatisch|"
    r"ceci est un message automatique|este es un mensaje automático",
    re.IGNORECASE,
)
_BEGINNING = 3000


def goes_to_list(header: Header, recipients: Iterable[Address]) -> bool:
    """Whether a draft answers a list, or is addressed to what looks like a list or a whole team."""
    if header.raw("list-id") or header.raw("list-post"):
        return True
    return any(_is_group(address.email) for address in recipients)


def is_automated(header: Header, sender: Address | None, content_type: str, text: str) -> bool:
    """Whether a message was sent by a machine, a bounce, or in bulk, by its header or by its own words."""
    submitted = header.text("auto-submitted").lower()
    return (
        bool(submitted and not submitted.startswith("no"))
        or header.text("precedence").lower() in ("bulk", "junk", "auto_reply")
        or bool(header.raw("x-auto-response-suppress") or header.raw("x-autoreply") or header.raw("x-autorespond"))
        or header.raw("return-path").strip() == b"<>"
        or content_type == "multipart/report"
        or bool(header.raw("x-failed-recipients") or _REPORT.match(header.text("subject")))
        or bool(header.raw("feedback-id") and header.raw("list-unsubscribe"))
        or bool(sender and _ROBOT.fullmatch(sender.email.partition("@")[0].partition("+")[0][:200]))
        or bool(_SAYS_SO.search(text[:_BEGINNING]))
    )


def _is_group(email: str) -> bool:
    local, _, domain = email.partition("@")
    return bool(_GROUP.fullmatch(local[:80]) or _LIST_DOMAIN.fullmatch(domain[:200]))
