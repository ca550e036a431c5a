"""``python -m bench`` (``make bench``): measures everything and prints it. Its exit code says nothing about speed."""

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.postgres import kluster

from . import korning, rapport, webblasare
from .mattal import mattal

TRYCK = 90
ELEVER = 600  # in a school, as bench.fyll makes it


def _avbryt(signalnummer: int, _ram: object) -> None:
    """Leave through the context managers, so that servers are stopped and folders removed."""
    sys.exit(128 + signalnummer)


def main() -> None:
    """The command line; see docs/prestanda.md."""
    for signalnummer in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signalnummer, _avbryt)
    tolk = argparse.ArgumentParser(prog="python -m bench")
    tolk.add_argument("--snabb", action="store_true", help="färre varv, och bara en skola")
    snabb = tolk.parse_args().snabb
    start = time.monotonic()
    skolor, varv, utskrifter = ((1,), 15, 3) if snabb else ((1, 200), 60, 15)

    with tempfile.TemporaryDirectory(prefix="skolanknytning-bench-") as mapp, kluster(hallbar=True) as url:
        var = Path(mapp)
        korning.samla_statiska(var)
        with korning.processer(var, url, skolor) as processer:
            for process in processer:
                sekunder = process.forbered()
                print(f"Fyllde {process.namn}: {process.skolor * ELEVER} elever på {sekunder:.0f} s.", flush=True)
            utfall = korning.mat(processer, sidor=varv, utskrifter=utskrifter)
        disk = mattal(korning.mat_disken(var, 200))
    for rad in utfall:
        print(f"\n{rapport.matt(rad)}", flush=True)

    tangent = mattal(webblasare.mat(TRYCK))
    print(f"\nDisken, en skrivning säkrad: {rapport.kort(disk)}")
    print(f"Tangent till målad ruta: {rapport.kort(tangent)}")

    mal = [m for rad in utfall for m in rapport.mal(rad)]
    for en, manga in zip(utfall[::2], utfall[1::2], strict=True) if not snabb else ():
        mal += rapport.mal_skolor(en, manga)
    mal.append(rapport.mal_tangent(tangent))
    print(f"\n{rapport.malen(mal)}")
    print(f"\nHela mätningen tog {time.monotonic() - start:.0f} s.")


if __name__ == "__main__":
    main()
