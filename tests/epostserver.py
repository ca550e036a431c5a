"""A mail server on loopback that takes the letters it is sent, and has the whims that real ones have."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

# What may befall the letters to an address: refused at once, refused when read, or the line goes dead in the middle.
VAGRAR = "550 5.1.1 No such address"
SENARE = "451 4.3.0 Try again later"
BRYTER = "bryter"


class Mottagare(socketserver.StreamRequestHandler):
    """One connection, in what Django needs of RFC 5321; ``server`` is the ``Epostserver``."""

    def handle(self) -> None:
        self._svara("220 127.0.0.1 ESMTP")
        while rad := self.rfile.readline():
            ord_, _, mer = rad.decode("ascii").strip().partition(" ")
            if ord_ == "data":
                if not self._ta_emot():
                    return
            elif ord_ == "rcpt":
                self.till = mer.partition("<")[2].partition(">")[0]
                self._svara(VAGRAR if self.server.nycker.get(self.till) == VAGRAR else "250 Ok")
            else:
                self._svara("221 Bye" if ord_ == "quit" else "250 Ok")

    def _ta_emot(self) -> bool:
        """Take a letter, or break off in the middle of it; whether the line still holds."""
        self._svara("354 Go on")
        nyck, rader = self.server.nycker.get(self.till), []
        while (rad := self.rfile.readline()) != b".\r\n":
            rader.append(rad.removeprefix(b"."))
            if nyck == BRYTER and len(rader) == 5:
                return False
        if nyck != SENARE:
            self.server.brev.append((self.till, b"".join(rader)))
        self._svara(nyck or "250 Ok")
        return True

    def _svara(self, rad: str) -> None:
        self.wfile.write(f"{rad}\r\n".encode("ascii"))


class Epostserver(socketserver.ThreadingTCPServer):
    """``brev`` are the letters taken, each with its address; ``nycker`` what befalls those to an address."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Mottagare)
        self.brev: list[tuple[str, bytes]] = []
        self.nycker: dict[str, str] = {}

    @property
    def port(self) -> int:
        return self.server_address[1]

    def till(self) -> list[str]:
        """To whom letters have come, by what stands before the @."""
        return sorted(adress.split("@")[0] for adress, _ in self.brev)

    def brevet(self, adress: str) -> EmailMessage:
        """The one letter to the address, as a mail program reads it."""
        (brev,) = [brev for till, brev in self.brev if till == adress]
        return message_from_bytes(brev, policy=policy.default)


@contextmanager
def epostserver() -> Iterator[Epostserver]:
    """A server that takes letters while it lasts."""
    with Epostserver() as server:
        trad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        trad.start()
        try:
            yield server
        finally:
            server.shutdown()
            trad.join()
