"""The server and the worker beside each other: real processes, real signals."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from skolanknytning import kor

ROT = Path(__file__).resolve().parent.parent
# Writes its number to a file and sleeps; SIGTERM ends it.
SOV = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"


class Igang:
    """``skolanknytning.kor`` with two processes that sleep."""

    def __init__(self, mapp: Path, arbetare: str = SOV):
        self.filer = {namn: mapp / namn for namn in ("server", "arbetare")}
        kommandon = [[sys.executable, "-c", SOV, str(self.filer["server"])]]
        kommandon.append([sys.executable, "-c", arbetare, str(self.filer["arbetare"])])
        kod = f"import sys; from skolanknytning import kor; kor.PAUS = 0.1; sys.exit(kor.main(*{kommandon!r}))"
        self.process = subprocess.Popen([sys.executable, "-c", kod], cwd=ROT, stdout=subprocess.PIPE, text=True)

    def nummer(self, namn: str, antal: int = 1) -> int:
        """The process number of the server or the worker, the so manyeth that was started."""
        fil = self.filer[namn]
        vanta(lambda: fil.exists() and len(fil.read_text().split()) >= antal)
        return int(fil.read_text().split()[antal - 1])


def vanta(villkor, sekunder: float = 20) -> None:
    slut = time.monotonic() + sekunder
    while not villkor():
        assert time.monotonic() < slut
        time.sleep(0.02)


def lever(nummer: int) -> bool:
    try:
        os.kill(nummer, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("signalen", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_both(tmp_path, signalen):
    igang = Igang(tmp_path)
    server, arbetare = igang.nummer("server"), igang.nummer("arbetare")
    igang.process.send_signal(signalen)
    igang.process.communicate(timeout=20)
    assert not lever(server)
    assert not lever(arbetare)


def test_the_worker_goes_with_the_server(tmp_path):
    igang = Igang(tmp_path)
    arbetare = igang.nummer("arbetare")
    os.kill(igang.nummer("server"), signal.SIGKILL)
    igang.process.communicate(timeout=20)
    assert igang.process.returncode not in (0, None)
    assert not lever(arbetare)


def test_a_killed_worker_is_told_of_and_started_again(tmp_path):
    igang = Igang(tmp_path)
    server = igang.nummer("server")
    os.kill(igang.nummer("arbetare"), signal.SIGKILL)
    ny = igang.nummer("arbetare", 2)
    assert lever(server)
    assert lever(ny)
    igang.process.send_signal(signal.SIGINT)
    ut, _ = igang.process.communicate(timeout=20)
    assert "Bakgrundsarbetet stannade (kod -9) och startas om." in ut


def test_a_worker_that_cannot_start_is_tried_ever_more_seldom(monkeypatch):
    nu = [0.0]
    monkeypatch.setattr(kor.time, "monotonic", lambda: nu[0])
    monkeypatch.setattr(kor, "starta", lambda kommando: type("Slut", (), {"poll": lambda s: 1, "returncode": 1})())
    arbetare = kor.Arbetare(["x"])
    starter = []
    while nu[0] < 300:
        fore = arbetare.process
        arbetare.se_till()
        if arbetare.process is not None and arbetare.process is not fore:
            starter.append(nu[0])
        nu[0] += 1
    pauser = [b - a for a, b in pairwise(starter)]
    assert pauser == sorted(pauser)
    assert max(pauser) <= kor.LANGSTA_PAUS + 1
    assert len(starter) < 12
