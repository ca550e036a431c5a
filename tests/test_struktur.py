"""The shape of the code (docs/arkitektur.md): layers, rooms, foreign keys, no signals, no registry hosts.

import-linter keeps the direction of imports; these tests keep what it cannot see. Each checker is a plain
function, and is shown here to find the fault it looks for.
"""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.apps import apps

ROT = Path(__file__).resolve().parent.parent
PAKET = ["skolanknytning", "kartlaggning", "analys", "handlingsplan"]

# From the roof down: an app's rows may point at its own and at those below.
ORDNING = ["start", "handlingsplan", "analys", "kartlaggning", "bakgrund", "skola", "logg"]
APPAR = {
    "start": "skolanknytning/start",
    "handlingsplan": "handlingsplan",
    "analys": "analys",
    "kartlaggning": "kartlaggning",
    "bakgrund": "skolanknytning/bakgrund",
    "skola": "skolanknytning/skola",
    "logg": "skolanknytning/logg",
}

# Files with customary names, and customary folders where every file is of that room.
RUM = {"__init__", "apps", "models", "urval", "regler", "forms", "views", "utskrift", "urls"}
RUMSMAPPAR = {"migrations", "management", "templatetags", "models", "views", "regler", "urval", "forms", "urls"}
# Named modules that do touch Django, each with its reason; a folder named here is one room. Every other one is pure.
EGNA_RUM = {
    "skola.kod": "the base of every row that has an address, beside its path converter",
    "skola.behorighet": "the one place that answers whether a person may",
    "skola.falt": "the fields that the forms are made of",
    "skola.konto": "what django-allauth asks about accounts",
    "skola.kontoformular": "django-allauth's forms, with the words of this program",
    "skola.kontext": "what every page's frame shows",
    "kartlaggning.anteckningar": "the rules of long text, beside the rules of marks",
    "kartlaggning.forslag.forslagslage": "reads of what has become of proposals, beside the reads of a round",
    "kartlaggning.klassen.underlag": "reads for the summary, beside the reads of a round",
    "kartlaggning.klassen.lagen": "reads for the pages about classes, beside the reads of a round",
    "kartlaggning.klassen.forslag_html": "the proposals as HTML, with the addresses of each",
    "kartlaggning.eleven.elever": "reads about one pupil, beside the reads of a round",
    "kartlaggning.eleven.formular": "reads of a pupil's form, beside the reads of a round",
    "kartlaggning.eleven.elevhistoria": "reads of all that is judged of one pupil, beside the reads about the pupil",
    "kartlaggning.fargark.farginlasning": "the rules of coloured workbooks in, beside the rules of marks",
    "kartlaggning.rutnat.klassrutnat": "the grid as HTML, of what urval has read",
    "kartlaggning.rutnat.individrutnat": "the individual form as HTML, beside the grid",
    "kartlaggning.rutnat.notering_html": "a note's form as HTML, with the addresses it is sent to",
    "analys.utskrift.analysen": "what the analysis shows on paper",
    "analys.utskrift.registerutdrag": "reads of what the meetings hold of one pupil",
    "kartlaggning.utskrift.klassutskrift": "what the class form shows on paper",
    "kartlaggning.utskrift.individutskrift": "what a pupil's form shows on paper, beside the class form's",
    "kartlaggning.utskrift.registerutdrag": "reads of all that is stored about one pupil",
    "start.demoanalyser": "writes the demo's analysis meetings, beside the rules that write the rest",
    "start.demoplaner": "writes the demo's plans, beside the rules that write the rest",
    "start.demologg": "writes what the demo's log says, beside the rules that write the rest",
    "analys.gruppens": "reads of what the group has found, for the page that is asked for most",
    "analys.rader": "how the rows of a meeting are read whole, beside the reads that ask for them",
    "analys.underlag": "reads of what a meeting rests on, beside the reads of meetings",
    "analys.html": "the parts of a meeting's pages, with the addresses of what is pressed",
    "analys.skolniva.lasning": "reads of the school's stored sums, which leave it suppressed",
    "analys.skolniva.underlag": "reads of what a meeting about the school rests on, beside a class's",
    "analys.skolniva.utskrift": "what the school's patterns show on paper",
    "handlingsplan.html": "the parts of a plan's pages, with the addresses of what is pressed",
    "handlingsplan.visning": "who looks at a plan that is written in: asked by every part of its steps",
    "handlingsplan.underlag": "reads of what a plan rests on, beside the reads of plans",
    "handlingsplan.utgang": "reads of what a new plan can start from, beside the reads of plans",
    "handlingsplan.granskningar": "reads of the review under way, beside the reads of plans",
    "handlingsplan.listan": "what the list of a school's plans is asked for, beside the reads of plans",
    "handlingsplan.vantar": "reads of what waits in plans, for the start page",
    "start.klasshtml": "the rows of the table of a school's classes as HTML",
    "start.planhtml": "what waits in plans as HTML, for the start page",
    "handlingsplan.lagen": "reads of where plans stand, for the pages that lead to them",
    "handlingsplan.utskrift": "what plans, a follow-up's sheet and the folders show on paper, and the extract's part",
    "handlingsplan.narvarolasning": "reads of the figures of absence, and who may, beside the reads of plans",
    "handlingsplan.brev.lasning": "reads of what waits for everybody, for the week's letter",
    "handlingsplan.brev.mejl": "the week's letter as an e-mail",
    "handlingsplan.kalender.lasning": "reads of what stands in a person's calendar, beside the reads of plans",
    "start.demoindivider": "writes the demo's individual forms, beside the rules that write the rest",
    "start.registerutdrag": "all that is stored about one pupil, of each app's own part",
    "start.elevsida": "what the pupil's page shows, beside urval's start page",
    "start.elevanalys": "reads of what meetings have said of a pupil, beside the pupil's page",
    "start.klassida": "what the class's page shows, beside urval's start page",
    "start.analysvy": "what the start page tells of the analysis, beside urval's start page",
    "analys.moteslage": "the mode of a log-in on the projector: its session, and the middleware that closes the rest",
    "analys.visning": "who looks, and what is shown of names: asked by every part of a meeting's pages",
    "analys.dagordning": "the agenda as a screen shows it, and how far its pupils' forms have come, beside urval",
    "analys.elevunderlag": "reads of what a meeting sees of one pupil, beside the reads of meetings",
    "analys.moten": "reads of meetings for the pages that lead to them, beside urval",
}
# What a pure module leaves alone: the database, the request, and the rooms that hold them.
OREN_DJANGO = re.compile(r"django\.(db|http|shortcuts|contrib|apps|urls|views|forms|core)\b|django\.conf\b")
ORENA_RUM = {"models", "urval", "regler", "forms", "views", "utskrift", "urls"}

# Written in two halves so that this file does not hold them itself.
VARDAR = [
    a + b for a, b in [("pypi.", "org"), ("python", "hosted.org"), ("registry.", "npmjs"), ("deb.", "debian.org")]
]


def moduler(rot: Path = ROT) -> list[str]:
    """The dotted names of the program's modules."""
    filer = (f.relative_to(rot).with_suffix("") for paket in PAKET for f in (rot / paket).rglob("*.py"))
    return sorted(".".join(f.parts).removesuffix(".__init__") for f in filer)


def lager(pyproject: str) -> list[str]:
    """The module names in the layers contract of a ``pyproject.toml``."""
    kontrakt = tomllib.loads(pyproject)["tool"]["importlinter"]["contracts"]
    rader = next(k["layers"] for k in kontrakt if k["id"] == "lager")
    return [namn.strip() for rad in rader for namn in re.split(r"[|:]", rad)]


def utanfor_lagren(namn: Iterable[str], lagren: Iterable[str]) -> list[str]:
    """The modules that stand in no layer; ``skolanknytning`` itself only holds the others together."""
    kanda = tuple(lagren)
    return [m for m in namn if m != "skolanknytning" and not any(m == k or m.startswith(k + ".") for k in kanda)]


def uppat(nycklar: Iterable[tuple[str, str, str]]) -> list[str]:
    """The foreign keys from a lower app to a higher one; each is (app, field's name, target's app)."""
    return [
        f"{namn} -> {mal}"
        for app, namn, mal in nycklar
        if app in ORDNING and mal in ORDNING and ORDNING.index(mal) < ORDNING.index(app)
    ]


def frammande_nycklar() -> list[tuple[str, str, str]]:
    """Every relation that the program's models declare."""
    return [
        (modell._meta.app_label, f"{modell.__name__}.{falt.name}", falt.related_model._meta.app_label)
        for modell in apps.get_models(include_auto_created=True)
        if modell._meta.app_label in ORDNING
        for falt in (*modell._meta.fields, *modell._meta.many_to_many)
        if falt.is_relation and falt.related_model
    ]


def importer(kod: str) -> set[str]:
    """The dotted names a module imports when it runs, and what is imported from each (``a.b``, ``a.b.c``).

    Relative imports begin with a dot. What stands under ``if TYPE_CHECKING`` is not imported and not counted.
    """
    namn: set[str] = set()
    kvar: list[ast.AST] = [ast.parse(kod)]
    while kvar:
        nod = kvar.pop()
        if isinstance(nod, ast.If) and ast.unparse(nod.test).endswith("TYPE_CHECKING"):
            kvar.extend(nod.orelse)
            continue
        if isinstance(nod, ast.Import):
            namn |= {a.name for a in nod.names}
        elif isinstance(nod, ast.ImportFrom):
            fran = "." * nod.level + (nod.module or "")
            namn |= {fran, *(f"{fran}.{a.name}" if nod.module else f"{fran}{a.name}" for a in nod.names)}
        kvar.extend(ast.iter_child_nodes(nod))
    return namn


def signaler(kod: str) -> list[str]:
    """The signal modules a module imports: Django's own, or any package's."""
    return sorted(n for n in importer(kod) if n.startswith("django.dispatch") or "signals" in n.split("."))


def orent(kod: str) -> list[str]:
    """What makes a module more than arithmetic: the database, the request, or a room that holds them."""
    return sorted(n for n in importer(kod) if n and (OREN_DJANGO.match(n) or not ORENA_RUM.isdisjoint(n.split("."))))


def ar_kant_rum(app: str, vag: Path) -> bool:
    """Whether a file, by its path within the app, is in a customary room or in one named in ``EGNA_RUM``."""
    delar = vag.with_suffix("").parts
    egna = {".".join((app, *delar[:n])) for n in range(1, len(delar) + 1)}
    kant_fil = len(delar) == 1 and delar[0] in RUM
    return kant_fil or (len(delar) > 1 and delar[0] in RUMSMAPPAR) or not egna.isdisjoint(EGNA_RUM)


def fel_rum(app: str, mapp: Path) -> list[str]:
    """What in an app's folder is neither in a customary room, nor pure, nor named in ``EGNA_RUM``."""
    fel = []
    for fil in sorted(mapp.rglob("*.py")):
        vag = fil.relative_to(mapp)
        if not ar_kant_rum(app, vag):
            fel += [f"{app}/{vag} imports {n}" for n in orent(fil.read_text())]
    return fel


def foljda_filer(rot: Path = ROT) -> list[Path]:
    """The files that git follows; where git is missing or refuses, all files outside the ignored folders."""
    svar = subprocess.run(["git", "ls-files", "-z"], cwd=rot, capture_output=True, text=True, check=False)
    if svar.returncode == 0 and svar.stdout:
        return [f for namn in svar.stdout.split("\0") if namn and (f := rot / namn).is_file()]
    utelamnade = {".git", ".venv", "node_modules", "var"}
    return [f for f in rot.rglob("*") if f.is_file() and not utelamnade & set(f.relative_to(rot).parts)]


def vardnamn(text: str) -> list[str]:
    """The package registries' host names that stand in a text."""
    return [v for v in VARDAR if v in text]


def test_every_module_stands_in_a_layer():
    assert utanfor_lagren(moduler(), lager((ROT / "pyproject.toml").read_text())) == []


def test_a_module_outside_the_layers_is_found(tmp_path):
    for namn in ["skolanknytning/__init__.py", "skolanknytning/hjalp.py", "skolanknytning/skola/urval.py"]:
        (tmp_path / namn).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / namn).touch()
    lagren = 'id = "lager"\nlayers = ["skolanknytning.skola : skolanknytning.pdf"]'
    kontrakt = f"[[tool.importlinter.contracts]]\n{lagren}\n"
    assert utanfor_lagren(moduler(tmp_path), lager(kontrakt)) == ["skolanknytning.hjalp"]


def test_foreign_keys_point_downwards():
    nycklar = frammande_nycklar()
    assert ("kartlaggning", "skola") in {(app, mal) for app, _, mal in nycklar}
    assert uppat(nycklar) == []


def test_a_foreign_key_upwards_is_found():
    nycklar = [
        ("skola", "Elev.plan", "handlingsplan"),
        ("analys", "Monster.kart", "kartlaggning"),
        ("logg", "a.b", "auth"),
    ]
    assert uppat(nycklar) == ["Elev.plan -> handlingsplan"]


def test_the_order_names_every_app():
    egna = {a.label: a.name for a in apps.get_app_configs() if a.name.split(".")[0] in PAKET}
    assert egna == {etikett: mapp.replace("/", ".") for etikett, mapp in APPAR.items()}
    assert list(APPAR) == ORDNING


def test_no_module_uses_signals():
    funna = {m: signaler(fil.read_text()) for p in PAKET for fil in (ROT / p).rglob("*.py") for m in [str(fil)]}
    assert {m: n for m, n in funna.items() if n} == {}


@pytest.mark.parametrize(
    ("kod", "vantat"),
    [
        ("from django.db.models import signals", ["django.db.models.signals"]),
        ("from django.dispatch import receiver", ["django.dispatch", "django.dispatch.receiver"]),
        ("def f():\n    import allauth.account.signals", ["allauth.account.signals"]),
        ("from django.db import models", []),
    ],
)
def test_a_signal_is_found(kod, vantat):
    assert signaler(kod) == vantat


@pytest.mark.parametrize(("app", "mapp"), APPAR.items())
def test_an_app_has_the_customary_rooms(app, mapp):
    assert fel_rum(app, ROT / mapp) == []


def test_the_rooms_of_their_own_exist():
    finns = {
        ".".join((app, *f.relative_to(ROT / mapp).with_suffix("").parts))
        for app, mapp in APPAR.items()
        for f in (ROT / mapp).rglob("*")
    }
    assert [namn for namn in EGNA_RUM if namn not in finns] == []


def test_the_rooms_of_their_own_need_their_names():
    """A module that has become pure is struck from the list, so that it stays pure."""
    filer = {namn: ROT / APPAR[namn.split(".")[0]] / Path(*namn.split(".")[1:]) for namn in EGNA_RUM}
    rena = [
        namn
        for namn, fil in filer.items()
        if not any(orent(f.read_text()) for f in [*fil.rglob("*.py"), *fil.parent.glob(f"{fil.name}.py")])
    ]
    assert rena == []


def test_a_wrong_room_is_found(tmp_path):
    filer = {
        "regler.py": "from django.db import transaction\n",
        "utils.py": "from django.db import transaction\nfrom . import models\n",
        "fordelning.py": "from fractions import Fraction\nif TYPE_CHECKING:\n    from .models import Elev\n",
        "instrument/__init__.py": "import tomllib\n",
        "services/lista.py": "from ..urval import klasser\n",
        "urval/klasser.py": "from django.db import models\n",
        "behorighet/elever.py": "from django.db import models\n",
        "utskrift/lista.py": "from ..urval.klasser import klasser\n",
    }
    for namn, kod in filer.items():
        (tmp_path / namn).parent.mkdir(exist_ok=True)
        (tmp_path / namn).write_text(kod)
    assert fel_rum("skola", tmp_path) == [
        "skola/services/lista.py imports ..urval",
        "skola/services/lista.py imports ..urval.klasser",
        "skola/utils.py imports .models",
        "skola/utils.py imports django.db",
        "skola/utils.py imports django.db.transaction",
        "skola/utskrift/lista.py imports ..urval.klasser",
        "skola/utskrift/lista.py imports ..urval.klasser.klasser",
    ]


def test_no_file_names_a_package_registry():
    texter = {str(f.relative_to(ROT)): vardnamn(f.read_text(errors="ignore")) for f in foljda_filer()}
    assert "requirements.txt" in texter
    assert {namn: v for namn, v in texter.items() if v} == {}


def test_a_package_registry_is_found():
    assert vardnamn(f"--index-url https://{VARDAR[0]}/simple") == [VARDAR[0]]


def test_the_pictures_of_readme_are_there():
    namngivna = set(re.findall(r"\]\((docs/[^)]+\.png)\)", (ROT / "README.md").read_text()))
    assert namngivna == {str(f.relative_to(ROT)) for f in (ROT / "docs" / "bilder").glob("*.png")}
    assert namngivna
