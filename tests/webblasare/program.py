"""A running program of its own: real gunicorn, real database file, in a folder that goes with the test run."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent.parent
PY = sys.executable


def _ledig_port() -> int:
    with socket.socket() as uttag:
        uttag.bind(("127.0.0.1", 0))
        return uttag.getsockname()[1]


class Program:
    """The demo program in the folder ``var``; can be killed and started again on the same data and port."""

    def __init__(self, var: Path):
        self.var = var
        self.port = _ledig_port()
        self.adress = f"http://127.0.0.1:{self.port}"
        self.miljo = os.environ | {"SKOLANKNYTNING_LAGE": "demo", "SKOLANKNYTNING_VAR": str(var)}
        self.process: subprocess.Popen | None = None
        self.arbetare: subprocess.Popen | None = None

    def manage(self, *argument: str) -> str:
        """Run a management command on the program's data and return what it printed."""
        svar = subprocess.run(
            [PY, "manage.py", *argument], cwd=ROT, env=self.miljo, capture_output=True, text=True, check=False
        )
        assert svar.returncode == 0, svar.stdout + svar.stderr
        return svar.stdout

    def kor(self, kod: str) -> str:
        """Run Python with the program's models and return the last line it printed."""
        return self.manage("shell", "-v0", "-c", kod).strip().splitlines()[-1]

    def forbered(self) -> None:
        """Database, cache table, static files, demo school: as ``make demo`` does."""
        self.manage("migrate", "--no-input", "-v0")
        self.manage("createcachetable", "-v0")
        self.manage("collectstatic", "--no-input", "-v0")
        self.manage("demo")

    def starta(self, *, dagar: int = 0) -> None:
        """Start and wait until it answers; with ``dagar`` its clock is so many days ahead."""
        app = "tests.webblasare.klocka:application" if dagar else "skolanknytning.wsgi"
        with open(self.var / "server.logg", "ab") as logg:
            self.process = subprocess.Popen(
                [PY, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{self.port}", "--workers", "2",
                 "--worker-class", "gthread", "--threads", "4", "--no-control-socket", "--log-level", "warning"],
                cwd=ROT, env=self.miljo | {"KLOCKAN_FRAM": str(dagar)}, stdout=logg, stderr=logg,
                start_new_session=True,
            )  # fmt: skip
        slut = time.monotonic() + 30
        while time.monotonic() < slut:
            try:
                urllib.request.urlopen(f"{self.adress}/om/", timeout=2)
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.var / "server.logg").read_text())

    def starta_arbetare(self) -> None:
        """Start the worker that makes printouts in the background, as ``make start`` does beside the server."""
        with open(self.var / "arbetare.logg", "ab") as logg:
            self.arbetare = subprocess.Popen(
                [PY, "manage.py", "arbetare"], cwd=ROT, env=self.miljo, stdout=logg, stderr=logg
            )

    def doda_arbetare(self) -> None:
        """Kill the worker at once (SIGKILL), in the middle of whatever it is doing."""
        self.arbetare.kill()
        self.arbetare.wait()
        self.arbetare = None

    def doda(self) -> None:
        """Kill the server and its workers at once (SIGKILL): no goodbye, nothing flushed."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def klass_med_runda(self, namn: str, elever: int, *, andra_mentor: bool = True) -> str:
        """A class of the demo school with a fresh open round, rated by the demo mentors; returns the round's code."""
        mentorer = "m, m2" if andra_mentor else "m"
        return self.kor(f"""
from tests import fabrik
from kartlaggning import regler
from skolanknytning.skola.models import *
m = Personal.objects.get(email="mentor@exempel.test")
m2 = Personal.objects.get(email="mentor2@exempel.test")
klass = fabrik.klass(m.tjanster.first().skola, "{namn}", {mentorer}, elever={elever})
print(regler.starta(klass, av=m, datum=idag()).kod)
""")
