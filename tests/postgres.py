"""A throwaway PostgreSQL cluster on a free loopback port, for the checks and the bench.

As a command: ``python -m tests.postgres [--hallbar] -- COMMAND…`` runs the command with ``DATABASE_URL`` set
and passes on its exit code; the cluster is stopped and removed whatever happens. As a context manager:
``with kluster() as url``.

Works as root too, where PostgreSQL itself refuses: it then runs as the ``postgres`` user, in a folder that
user owns.
"""

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
ANVANDARE = "skolanknytning"
FORSOK = 5
SNABBT = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class KlusterFel(RuntimeError):
    """The cluster could not be made or started; the message (Swedish) says why."""


def programmapp(debian: Path = DEBIAN) -> Path:
    """The folder of ``initdb`` and ``pg_ctl``: the newest under Debian's folder, else the one in ``PATH``.

    Raises ``KlusterFel`` when PostgreSQL's server is not installed.
    """
    versioner = [p for p in debian.glob("*/bin") if p.parent.name.isdigit() and (p / "initdb").exists()]
    if versioner:
        return max(versioner, key=lambda p: int(p.parent.name))
    if initdb := shutil.which("initdb"):
        return Path(initdb).resolve().parent
    raise KlusterFel("PostgreSQL saknas. Installera paketet postgresql.")


def _som_postgres() -> list[str]:
    """What to put before a command so that it does not run as root; nothing when we are not root."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]


def _ledig_port() -> int:
    with socket.socket() as uttag:
        uttag.bind(("127.0.0.1", 0))
        return uttag.getsockname()[1]


def _kor(mapp: Path, *kommando: str | Path) -> subprocess.CompletedProcess:
    """Run one of PostgreSQL's programs in ``mapp``.

    Its output goes to a file, since the server would hold a pipe open.
    """
    with (mapp / "utskrift").open("ab") as utskrift:
        return subprocess.run(
            [*_som_postgres(), *map(str, kommando)],
            cwd=mapp,
            stdin=subprocess.DEVNULL,
            stdout=utskrift,
            stderr=subprocess.STDOUT,
            check=False,
        )


def _skapa(mapp: Path, program: Path) -> None:
    """Make the cluster's files. Sorting is by code point, so that the machine's language does not matter."""
    svar = _kor(
        mapp, program / "initdb", "--no-sync", "--auth=trust", f"--username={ANVANDARE}",
        "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", mapp / "data",
    )  # fmt: skip
    if svar.returncode:
        raise KlusterFel("PostgreSQL-klustret kunde inte skapas:\n" + _logg(mapp))


def _starta(mapp: Path, program: Path, hallbar: bool) -> int:
    """Start the server and return its port. Another program may take the port first, so try a few."""
    val = [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "timezone=UTC",
        *(() if hallbar else SNABBT),
    ]
    for _ in range(FORSOK):
        port = _ledig_port()
        flaggor = " ".join([f"-p {port}", *(f"-c {v}" for v in val)])
        start = _kor(mapp, program / "pg_ctl", "-w", "-D", mapp / "data", "-l", mapp / "logg", "-o", flaggor, "start")
        if start.returncode == 0:
            return port
    raise KlusterFel("PostgreSQL-klustret kunde inte startas:\n" + _logg(mapp))


def _logg(mapp: Path) -> str:
    """The last lines of what the programs and the server have printed."""
    filer = [f for f in (mapp / "utskrift", mapp / "logg") if f.exists()]
    return "\n".join("\n".join(f.read_text(errors="replace").splitlines()[-15:]) for f in filer)


@contextlib.contextmanager
def kluster(*, hallbar: bool = False) -> Iterator[str]:
    """Start a cluster and give its ``DATABASE_URL``; stop and remove it afterwards.

    ``hallbar`` keeps fsync on, so that a commit costs what it costs a school; off, the checks run faster.
    Raises ``KlusterFel`` when PostgreSQL is missing or does not start.
    """
    program = programmapp()
    mapp = Path(tempfile.mkdtemp(prefix="skolanknytning-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(mapp, "postgres", "postgres")
        _skapa(mapp, program)
        port = _starta(mapp, program, hallbar)
        try:
            yield f"postgres://{ANVANDARE}@127.0.0.1:{port}/postgres"
        finally:
            _kor(mapp, program / "pg_ctl", "-w", "-D", mapp / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(mapp, ignore_errors=True)


def _avbryt(signalnummer: int, _ram: object) -> None:
    """Leave through the context manager, so that the cluster is stopped."""
    raise SystemExit(128 + signalnummer)


def kor_med_kluster(kommando: list[str], *, hallbar: bool = False) -> int:
    """Run a command with ``DATABASE_URL`` set to a new cluster; return its exit code."""
    with kluster(hallbar=hallbar) as url:
        return subprocess.run(kommando, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


def main(argument: list[str]) -> int:
    """The command line; see the top of the file."""
    tolk = argparse.ArgumentParser(prog="python -m tests.postgres")
    tolk.add_argument("--hallbar", action="store_true", help="fsync på, som i skarp drift")
    tolk.add_argument("kommando", nargs="+")
    val = tolk.parse_args(argument)
    for signalnummer in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(signalnummer, _avbryt)
    try:
        return kor_med_kluster(val.kommando, hallbar=val.hallbar)
    except KlusterFel as fel:
        print(fel, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
