"""Django's mail backend that writes each mail as a file (RFC 5322) into the folder ``EMAIL_FILE_PATH``."""

from __future__ import annotations

import datetime
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmlBackend(BaseEmailBackend):
    """Writes ``20270112T173000123456Z-4f2a9c01.eml``: files sort by time, in UTC to the microsecond.

    A file appears whole: it is written under another name first.
    """

    def __init__(self, fail_silently: bool = False, file_path: str | Path | None = None, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages and return their number. Raises ``OSError`` where the folder can't be written."""
        messages = [message for message in email_messages if message.recipients()]
        for message in messages:
            content: Any = message.message()
            write_mail(self.folder, content.as_bytes(linesep="\r\n"))
        return len(messages)


def write_mail(folder: Path, content: bytes) -> Path:
    """Write one mail and return its file, which only we may read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    path = folder / f"{now:%Y%m%dT%H%M%S%f}Z-{secrets.token_hex(4)}.eml"
    unfinished = path.with_name(f".{path.name}.part")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    unfinished.replace(path)
    return path
