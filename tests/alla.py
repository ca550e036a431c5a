"""Every check, one after the other, with a summary at the end: ``python -m tests.alla`` (``make test``).

A failing check does not stop the ones after it, so that one run shows all there is to mend. The exit code is
0 only when every check passed. ``--bara-kod`` leaves out the tests and keeps what only reads the code.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

PY = [sys.executable, "-m"]
LINT_IMPORTS = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as kor; kor()"]
UTAN_WEBBLASARE = ["tests", "--ignore=tests/webblasare", "-n", "auto", "-q"]


@dataclass(frozen=True)
class Kontroll:
    """One check: its name as shown (Swedish) and the command that fails when something is wrong."""

    namn: str
    kommando: list[str]


@dataclass(frozen=True)
class Utfall:
    """How a check went; ``tid`` in seconds."""

    namn: str
    lyckades: bool
    tid: float


KOD = [
    Kontroll("ruff: kodregler", [*PY, "ruff", "check", "--output-format=concise", "."]),
    Kontroll("ruff: radbrytning", [*PY, "ruff", "format", "--check", "--output-format=concise", "."]),
    Kontroll("djlint: mallar", [*PY, "djlint", "--lint", "--quiet", "templates"]),
    Kontroll("import-linter: lager", LINT_IMPORTS),
    Kontroll("migreringar stämmer", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
]
PROV = [
    Kontroll("prov på SQLite", [*PY, "pytest", *UTAN_WEBBLASARE, "--cov", "--cov-report=term:skip-covered"]),
    Kontroll("prov på PostgreSQL", [*PY, "tests.postgres", "--", *PY, "pytest", *UTAN_WEBBLASARE]),
    Kontroll("prov i webbläsare", [*PY, "pytest", "tests/webblasare", "-q"]),
]


def kor(kontroll: Kontroll) -> Utfall:
    """Run one check, its output straight to the screen."""
    print(f"\n=== {kontroll.namn} ===", flush=True)
    start = time.monotonic()
    miljo = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"SKOLANKNYTNING_LAGE": "test"}
    kod = subprocess.run(kontroll.kommando, env=miljo, stdin=subprocess.DEVNULL, check=False).returncode
    return Utfall(kontroll.namn, kod == 0, time.monotonic() - start)


def sammanfattning(utfall: list[Utfall]) -> str:
    """The table at the end, one line a check, and the verdict."""
    rader = [f"{'klart' if u.lyckades else 'FEL':<6} {u.namn:<24} {u.tid:6.1f} s" for u in utfall]
    fel = sum(not u.lyckades for u in utfall)
    dom = "Allt är klart." if not fel else f"{fel} av {len(utfall)} kontroller gick fel."
    return "\n".join(["", "Sammanfattning", *rader, dom])


def main(argument: list[str]) -> int:
    """Run what was asked for; 0 when every check passed."""
    utfall = [kor(k) for k in (KOD if "--bara-kod" in argument else KOD + PROV)]
    print(sammanfattning(utfall), flush=True)
    return 0 if all(u.lyckades for u in utfall) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
