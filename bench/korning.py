"""Several databases measured in turn: their processes are started, filled, asked for a round each, and stopped."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from .mattal import mattal
from .rapport import Utfall

ROT = Path(__file__).resolve().parent.parent
STARTA = "import django; django.setup(); from bench.arbetare import main; main()"


class BenchFel(RuntimeError):
    """A measuring process ended before it was told to; what it said is on the screen."""


def drift(var: Path, databas: str) -> dict[str, str]:
    """The environment of a school's own program, with its data in the folder ``var``."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "skolanknytning.settings",
        "SKOLANKNYTNING_LAGE": "drift",
        "SKOLANKNYTNING_VAR": str(var),
        "SECRET_KEY": "bench-" * 12,
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": databas,
    }


def samla_statiska(var: Path) -> None:
    """Static files as a school serves them."""
    kommando = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
    subprocess.run(kommando, cwd=ROT, env=drift(var, ""), check=True)


def ny_databas(url: str, namn: str) -> str:
    """A new, empty database in the cluster that ``url`` leads to; its own address."""
    with psycopg.connect(url, autocommit=True) as anslutning:
        anslutning.execute(f'CREATE DATABASE "{namn}"')
    return f"{url.rsplit('/', 1)[0]}/{namn}"


class Process:
    """One database and the process that measures it."""

    def __init__(self, var: Path, databas: str, skolor: int):
        self.skolor = skolor
        self.program = subprocess.Popen(
            [sys.executable, "-c", STARTA], cwd=ROT, env=drift(var, databas), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.namn = ""
        self.fragor: dict[str, int] = {}
        self.tider: dict[str, list[float]] = {}

    def gor(self, ord_: str) -> dict:
        """Ask for something and wait for the answer. Raises BenchFel when there is none."""
        self.program.stdin.write(ord_ + "\n")
        self.program.stdin.flush()
        svar = self.program.stdout.readline()
        if not svar:
            raise BenchFel(f"Mätningen slutade vid ”{ord_}”.")
        return json.loads(svar)

    def forbered(self) -> float:
        """Fill the database and warm up; the seconds the filling took."""
        fyllt = self.gor(f"fyll {self.skolor}")
        self.namn = fyllt["databas"]
        self.fragor = self.gor("start")
        return fyllt["sekunder"]

    def varv(self, ord_: str) -> None:
        """One round, remembered."""
        for namn, tider in self.gor(ord_).items():
            self.tider.setdefault(namn, []).extend(tider)

    def utfall(self) -> Utfall:
        """The figures of all rounds so far."""
        tal = {namn: mattal(tider, self.fragor[namn]) for namn, tider in self.tider.items()}
        return Utfall(self.namn, self.skolor, tal)

    def sluta(self) -> None:
        """Let the process end by itself, as it does when nobody asks any more; if it is busy, end it."""
        self.program.stdin.close()
        try:
            self.program.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()


@contextmanager
def processer(var: Path, kluster: str, skolor: Sequence[int]) -> Iterator[list[Process]]:
    """A process for each database and each number of schools; all ended afterwards."""
    with ExitStack() as stack:
        alla = []
        for databas in ("sqlite", "postgres"):
            for antal in skolor:
                namn = f"skolor{antal}"
                url = f"sqlite:///{var / namn}.sqlite3" if databas == "sqlite" else ny_databas(kluster, namn)
                alla.append(Process(var, url, antal))
                stack.callback(alla[-1].sluta)
        yield alla


def mat(alla: Sequence[Process], *, sidor: int, utskrifter: int) -> list[Utfall]:
    """So many rounds of the pages, then of the PDF, the processes taking turns."""
    for ord_, varv in (("sidor", sidor), ("utskrifter", utskrifter)):
        for _ in range(varv):
            for process in alla:
                process.varv(ord_)
    return [process.utfall() for process in alla]


def mat_disken(mapp: Path, antal: int) -> list[float]:
    """Seconds that the disk takes to make a small write safe: no save that is called saved can be quicker."""
    tider = []
    with (mapp / "disk").open("wb", buffering=0) as fil:
        for _ in range(antal):
            fil.write(bytes(4096))
            start = time.perf_counter()
            os.fsync(fil.fileno())
            tider.append(time.perf_counter() - start)
    return tider
