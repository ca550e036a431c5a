"""The web server and the worker beside each other: ``python -m skolanknytning.kor COMMAND OF THE SERVER``.

Ctrl+C or SIGTERM ends both. When the server ends, so does the worker, and the exit code is the server's. A worker
that ends by itself is told of and started again, after a pause that grows. Knows nothing of Django, so it stays small.
"""

import signal
import subprocess
import sys
import time
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
ARBETARE = [sys.executable, str(ROT / "manage.py"), "arbetare"]
SIGNALER = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Seconds between two looks, and before a worker is started again: first, at most, and after so long a life anew.
TITT, PAUS, LANGSTA_PAUS, FRISK = 0.2, 1, 60, 300
# Seconds to end in. The server lets its requests finish; a printout half done is taken up again at the next start.
SERVERNS_TID, ARBETARENS_TID = 30, 5


class AvslutaError(Exception):
    """Somebody has asked the program to end."""


class Arbetare:
    """The worker: one process at a time, started again when it has ended by itself."""

    def __init__(self, kommando: list[str]):
        self.kommando, self.paus, self.nasta = kommando, PAUS, 0.0
        self.process: subprocess.Popen | None = None

    def se_till(self) -> None:
        """Start the process, or start it again when its pause is over."""
        nu = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self.paus = PAUS if nu - self.borjade > FRISK else min(self.paus * 2, LANGSTA_PAUS)
            print(f"Bakgrundsarbetet stannade (kod {self.process.returncode}) och startas om.", flush=True)
            self.process, self.nasta = None, nu + self.paus
        if self.process is None and nu >= self.nasta:
            self.process, self.borjade = starta(self.kommando), nu

    def sluta(self) -> None:
        """End the process, if there is one."""
        if self.process is not None:
            avsluta(self.process, ARBETARENS_TID)


def starta(kommando: list[str]) -> subprocess.Popen:
    """A process in a group of its own, so that Ctrl+C reaches this program alone, which ends the others in order."""
    return subprocess.Popen(kommando, process_group=0)  # noqa: S603 - the Makefile's own commands


def avsluta(process: subprocess.Popen, tid: float) -> None:
    """Ask a process to end, and end it when it has not within so many seconds."""
    process.terminate()
    try:
        process.wait(tid)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _avsluta(*_) -> None:
    raise AvslutaError


def main(server: list[str], arbetare: list[str]) -> int:
    """Run both until the server ends or somebody says so; the server's exit code."""
    for signalen in SIGNALER:
        signal.signal(signalen, _avsluta)
    servern, arbetaren = starta(server), Arbetare(arbetare)
    try:
        while servern.poll() is None:
            arbetaren.se_till()
            time.sleep(TITT)
    except AvslutaError:
        pass
    finally:
        for signalen in SIGNALER:
            signal.signal(signalen, signal.SIG_IGN)
        servern.terminate()
        arbetaren.sluta()
        avsluta(servern, SERVERNS_TID)
    return servern.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ARBETARE))
