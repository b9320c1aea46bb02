"""A mail server on loopback that tests receive mail with, over real SMTP."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Literal

from aiosmtpd.controller import Controller

#: accept: takes every mail. later: 450 to the recipient. never: 550. greylist: 450 to the first try for an address.
#: full: 552 to the text. drop: closes the connection before it has the text. drop_after: takes the text and closes the
#: connection without a word. silent: never answers the text.
Mode = Literal["accept", "later", "never", "greylist", "full", "drop", "drop_after", "silent"]


@dataclass
class MailServer:
    """The running server. ``received`` has what it took, in order; ``mode`` may change at any time."""

    port: int = 0
    mode: Mode = "accept"
    received: list[EmailMessage] = field(default_factory=list)
    #: How often a recipient was named, whatever the answer.
    tries: list[str] = field(default_factory=list)
    #: Set when a text has arrived whole, before it is answered; ``go_on`` lets a silent server answer.
    has_text: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.tries.append(address)
        if self.mode == "later" or (self.mode == "greylist" and self.tries.count(address) == 1):
            return f"450 4.2.1 <{address}> try again later"
        if self.mode == "never":
            return f"550 5.1.1 <{address}> no such person"
        if self.mode == "drop":
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.has_text.set()
        if self.mode == "full":
            return "552 5.2.2 the box is full"
        if self.mode == "silent":
            await _wait(self.go_on)
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.mode == "drop_after":
            server.transport.close()
        return "250 OK"

    @property
    def recipients(self) -> list[str]:
        return [str(message["To"]) for message in self.received]


async def _wait(event: threading.Event) -> None:
    import asyncio

    while not event.is_set():
        await asyncio.sleep(0.02)


@contextmanager
def running_server() -> Iterator[MailServer]:
    server = MailServer(port=_free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        server.go_on.set()
        controller.stop()


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    """The plain text of a message, or its HTML."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
