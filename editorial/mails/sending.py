"""Handing a message to the mail server, and what an error there means for the mail."""

from __future__ import annotations

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection

from editorial.mails.recipients import masked
from regions.written.clean_text import clean_text

_WORDS_LENGTH = 300


@dataclass(frozen=True)
class SendFault:
    """Why a message wasn't sent. ``is_temporary``: it may be tried again. ``is_in_doubt``: it may have arrived."""

    words: str
    is_temporary: bool = False
    is_in_doubt: bool = False


def send(message: EmailMultiAlternatives) -> SendFault | None:
    """Send one message to its one recipient; return None once the server has taken it.

    An error before the connection stands is never the message's fault, so it is temporary: also a wrong password, which
    somebody puts right. Afterwards the server's answer decides: 4xx is temporary, 5xx isn't. A connection that breaks
    after the text was handed over leaves open whether the server has taken it.
    """
    try:
        connection = get_connection()
        connection.open()
    except Exception as error:
        return SendFault(_words(error, message), is_temporary=True)
    text_is_out = _watch(connection)
    try:
        message.connection = connection
        message.send()
    except Exception as error:
        return _fault(error, message, is_handed_over=bool(text_is_out))
    finally:
        with suppress(Exception):
            connection.close()
    return None


def _watch(connection: Any) -> list[bool]:
    """Return a list that isn't empty once the connection has begun to hand over a text. Only SMTP can say so."""
    begun: list[bool] = []
    server = getattr(connection, "connection", None)
    if isinstance(server, smtplib.SMTP):
        hand_over = server.data

        def data(text: Any) -> Any:
            begun.append(True)
            return hand_over(text)

        server.data = data  # type: ignore[method-assign,assignment]
    return begun


def _fault(error: Exception, message: EmailMultiAlternatives, *, is_handed_over: bool) -> SendFault:
    words = _words(error, message)
    code = _code(error)
    if code is not None:
        return SendFault(words, is_temporary=not 500 <= code < 600)
    if isinstance(error, smtplib.SMTPNotSupportedError | ValueError | TypeError):
        return SendFault(words)
    return SendFault(words, is_temporary=not is_handed_over, is_in_doubt=is_handed_over)


def _code(error: Exception) -> int | None:
    """The code of the server's answer; None where there was no answer."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((int(code) for code, _text in error.recipients.values()), None)
    return int(error.smtp_code) if isinstance(error, smtplib.SMTPResponseException) else None


def _words(error: Exception, message: EmailMultiAlternatives) -> str:
    """The error in one line, without the recipient's address, which servers like to repeat."""
    text = f"{type(error).__name__}: {error}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        text = "; ".join(_answer(code, words) for code, words in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        text = _answer(error.smtp_code, error.smtp_error)
    for address in message.to:
        text = text.replace(address, masked(address))
    return clean_text(text)[:_WORDS_LENGTH]


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {text}"
