"""Reading the files of mails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from pathlib import Path

from django.conf import settings

#: A file's name begins with neither a dot nor anything that leads elsewhere.
NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,120}\.eml")
_BACKEND = "kototori.development.mail_files.eml_backend.EmlBackend"
#: Bytes of a file that are read: longer ones are cut.
_LARGEST = 2_000_000


@dataclass(frozen=True)
class MailFile:
    """A mail in the list, with its headers as text."""

    name: str
    subject: str
    recipient: str
    date: str


def is_in_use() -> bool:
    """Whether mails are written to files here."""
    return bool(settings.EMAIL_BACKEND == _BACKEND)


def mail_names() -> list[str]:
    """Return the names of the files, the newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    return sorted((path.name for path in folder.iterdir() if _is_mail(path)), reverse=True)


def read_headers(names: list[str]) -> list[MailFile]:
    """Return the mails of these files; those that have gone meanwhile are left out."""
    files = []
    for name in names:
        content = _content(name)
        if content is None:
            continue
        message = BytesHeaderParser(policy=policy.default).parsebytes(content)
        subject, recipient, date = (str(message[header] or "") for header in ("Subject", "To", "Date"))
        files.append(MailFile(name, subject, recipient, date))
    return files


def read_mail(name: str) -> EmailMessage | None:
    """Return one mail; None for a name that isn't one of the folder's mails."""
    content = _content(name)
    return message_from_bytes(content, policy=policy.default) if content is not None else None


def body_of(message: EmailMessage, kind: str) -> str:
    """The text of a mail, ``plain`` or ``html``; empty where it has none."""
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _is_mail(path: Path) -> bool:
    return NAME.fullmatch(path.name) is not None and path.is_file() and not path.is_symlink()


def _content(name: str) -> bytes | None:
    path = Path(settings.EMAIL_FILE_PATH) / name if NAME.fullmatch(name) else None
    if path is None or not _is_mail(path):
        return None
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return None
