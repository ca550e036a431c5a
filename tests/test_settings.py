"""The three modes, each started as a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROT = Path(__file__).resolve().parent.parent
NYCKEL = "x" * 25 + "0123456789" * 3
DRIFT = {"SKOLANKNYTNING_LAGE": "drift", "SECRET_KEY": NYCKEL, "ALLOWED_HOSTS": "skola.example"}
VISA = """
import json
from django.conf import settings
d = settings.DATABASES["default"]
print(json.dumps({"motor": d["ENGINE"].rsplit(".")[-1], "namn": str(d["NAME"]), "debug": settings.DEBUG,
                  "varddatorer": settings.ALLOWED_HOSTS, "nyckel": settings.SECRET_KEY,
                  "saker": settings.SESSION_COOKIE_SECURE}))
"""


def kor(tmp_path, *argument, **miljo) -> subprocess.CompletedProcess:
    """Run a command of the program with this environment only, and a folder of its own for what it keeps."""
    bas = {k: os.environ[k] for k in ("PATH", "LANG") if k in os.environ}
    return subprocess.run(
        [sys.executable, *argument],
        cwd=ROT,
        env=bas | {"SKOLANKNYTNING_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "skolanknytning.settings"} | miljo,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def las(tmp_path, **miljo) -> dict:
    """The settings a mode ends up with."""
    svar = kor(tmp_path, "-c", VISA, **miljo)
    assert svar.returncode == 0, svar.stderr
    return json.loads(svar.stdout)


@pytest.mark.parametrize(
    ("andring", "fel"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY saknas"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY saknas eller är kortare än 50 tecken"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS saknas"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS saknas"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS saknas"),
        ({"ALLOWED_HOSTS": "skola.example,*"}, "ALLOWED_HOSTS saknas"),
        ({"SKOLANKNYTNING_LAGE": "produktion"}, "SKOLANKNYTNING_LAGE ska vara drift, demo eller test."),
    ],
)
def test_drift_refuses_what_is_unsafe(tmp_path, andring, fel):
    svar = kor(tmp_path, "manage.py", "check", **DRIFT | andring)
    assert svar.returncode != 0
    assert fel in svar.stderr


def test_drift_is_what_you_get_without_naming_a_mode(tmp_path):
    svar = kor(tmp_path, "manage.py", "check")
    assert svar.returncode != 0
    assert "SECRET_KEY saknas" in svar.stderr


def test_drift_passes_every_check_of_a_deployment(tmp_path):
    svar = kor(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **DRIFT)
    assert (svar.returncode, svar.stderr) == (0, "")
    assert svar.stdout == "System check identified no issues (0 silenced).\n"


def test_drift_uses_its_own_database_or_the_one_named(tmp_path):
    egen = las(tmp_path, **DRIFT)
    assert (egen["motor"], egen["namn"]) == ("sqlite3", str(tmp_path / "skola.sqlite3"))
    assert egen["debug"] is False
    assert egen["saker"] is True
    namngiven = las(tmp_path, **DRIFT, DATABASE_URL="postgresql://a@127.0.0.1:1/skoldata")
    assert (namngiven["motor"], namngiven["namn"]) == ("postgresql", "skoldata")


def test_demo_ignores_the_database_that_is_named(tmp_path):
    demo = las(tmp_path, SKOLANKNYTNING_LAGE="demo", DATABASE_URL="postgresql://a@127.0.0.1:1/skoldata")
    assert (demo["motor"], demo["namn"]) == ("sqlite3", str(tmp_path / "demo.sqlite3"))


def test_demo_answers_on_this_machine_only_and_keeps_its_key(tmp_path):
    demo = las(tmp_path, SKOLANKNYTNING_LAGE="demo", ALLOWED_HOSTS="*", SECRET_KEY="kort")
    assert demo["varddatorer"] == ["127.0.0.1", "localhost", "testserver"]
    assert len(demo["nyckel"]) >= 50
    assert demo["debug"] is False
    assert las(tmp_path, SKOLANKNYTNING_LAGE="demo")["nyckel"] == demo["nyckel"]
    assert (tmp_path / "demo.nyckel").stat().st_mode & 0o077 == 0
