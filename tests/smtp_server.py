"""A mail server on a real socket: says yes to everything, and keeps what it was handed."""

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Received:
    """What came in. `refuse` is what it answers to a recipient instead of yes."""

    port: int = 0
    refuse: str = ""
    log_ins: list[tuple[str, str]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)


class Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs to hand over a mail."""

    def handle(self) -> None:
        self.received: Received = self.server.received  # type: ignore[attr-defined]
        self.say("220 ready")
        for line in iter(self.rfile.readline, b""):
            command = line.decode().strip()
            if command.upper() == "QUIT":
                self.say("221 bye")
                return
            self.answer(command)

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def answer(self, command: str) -> None:
        verb = command.upper()
        if verb.startswith("EHLO"):
            self.say("250-here", "250 AUTH PLAIN")
        elif verb.startswith("AUTH PLAIN "):
            _, user, password = base64.b64decode(command.split()[2]).decode().split("\0")
            self.received.log_ins.append((user, password))
            self.say("235 welcome")
        elif verb.startswith("RCPT"):
            self.received.recipients.append(command.partition(":")[2])
            self.say(self.received.refuse or "250 yes")
        elif verb == "DATA":
            self.say("354 go on")
            self.received.messages.append(self.read_message())
            self.say("250 taken")
        else:
            self.say("250 yes")

    def read_message(self) -> Any:
        lines = iter(self.rfile.readline, b".\r\n")
        return message_from_bytes(b"".join(lines), policy=policy.default)


@contextmanager
def mail_server() -> Iterator[Received]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        received = Received(port=server.server_address[1])
        server.received = received  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield received
        finally:
            server.shutdown()
