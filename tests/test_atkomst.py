"""Every address × role × own class, other class, other school; an address that is not in the table is a failure."""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, path, reverse
from django.utils import timezone

from analys import regler as analysregler
from analys.models import Analys, Niva
from handlingsplan import regler as planregler
from handlingsplan.models import Avskrift, Granskning, Insats, Lage, Plan, Skal
from handlingsplan.models import Niva as Planniva
from handlingsplan.regler import paminnelser
from handlingsplan.utskrift import mappval
from handlingsplan.utskrift.mappjobb import gor_mapp
from kartlaggning import regler
from kartlaggning.eleven import elever
from kartlaggning.fargark import farginlasning
from kartlaggning.regler import individ
from skolanknytning.bakgrund.models import Utskriftsjobb
from skolanknytning.skola.models import Elev, Klass, Personal, Placering, idag, lasar_for
from skolanknytning.skola.regler import inlasning, personal

from . import fabrik
from .atkomst_tabell import EGET, PLATSER, ROLLER, TABELL, Rad
from .handlingsplan import narvarotal, planer
from .kartlaggning import fargbocker
from .klient import HTMX, Klient

# The pages for those who have not logged in. Everything else needs log-in without saying so.
UTAN_INLOGGNING = {
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "inbjudan",
    "kalender",
    "om",
    "tillganglighet",
}


def adresser(monster=None, namnrymd="") -> list[tuple[str, URLPattern]]:
    """Every pattern of the resolver with its name, also those inside others; one without a name by its route."""
    alla = []
    for p in get_resolver().url_patterns if monster is None else monster:
        if isinstance(p, URLPattern):
            alla.append((namnrymd + (p.name or f"utan namn: {p.pattern}"), p))
        else:
            alla += adresser(p.url_patterns, f"{p.namespace}:" if p.namespace else namnrymd)
    return alla


def saknas_och_over(monster=None) -> tuple[set[str], set[str]]:
    """The addresses that the table lacks, and the rows that no address has."""
    namn = {n for n, _ in adresser(monster)}
    tabell = {rad.partition("#")[0] for rad in TABELL}
    return namn - tabell, tabell - namn


def flytta(elev, klass) -> None:
    """Move the pupil to the class as of today."""
    elev.placeringar.update(till=idag())
    Placering.objects.create(elev=elev, klass=klass)


def skolans_analys(klass: Klass, av: Personal) -> Analys:
    """The meeting about the class's school: one, whichever of its classes it is asked for."""
    finns = Analys.objects.filter(skola=klass.skola, niva=Niva.SKOLA).first()
    return finns or analysregler.planera_skola(klass.skola, datum=idag(), av=av)


def gjord_mapp(slag: str, kod: str, person: Personal, formular: list[str]) -> Utskriftsjobb:
    """A folder of the meeting or the plan that the person has made, with these pupils' forms."""
    om = mappval.om(slag, person, kod)
    planer_ = [plan.kod for plan in mappval.erbjudande(om, person).planer]
    val = mappval.valj(om, person, rutnat=True, formular=formular, planer=planer_, blad=True, med_analys=True)
    gjord = {"uppgift": gor_mapp.module_path, "fardig": timezone.now(), "pdf": b"%PDF"}
    return Utskriftsjobb.objects.create(personal=person, objekt=kod, innehall=val.innehall, **gjord)


def motesrader(analys: Analys, om: dict[str, Elev | None], av: Personal) -> dict[str, dict[str, str]]:
    """A pattern with a factor and a step, about the class and about pupils: each row by its kind and whom."""
    svar = {}
    for vem, elev in om.items():
        rad = {"slag": "oro", "dimension": "beteende", "text": "Sena till NO.", "underlag": {}, "elev": elev}
        monster = analysregler.lagg_till(analys, **rad, av=av, bekraftad=True).rad
        svar[f"monster{vem}"] = monster
        svar[f"koppling{vem}"] = analysregler.koppla(monster, "org-schema", av=av)
        steg = {"ansvarig": None, "klart": None}
        svar[f"steg{vem}"] = analysregler.lagg_steg(monster, "Se över schemat.", **steg, av=av, bekraftad=True).rad
    return {namn: {"kod": analys.kod, "rad": rad.kod} for namn, rad in svar.items()}


def planrader(klass: Klass, om: dict[str, Elev], av: Personal, ansvarig: Personal) -> dict[str, dict[str, str | int]]:
    """Plans with what the addresses are about: the class's, those of pupils, the school's, one sent, one closed.

    Each with a varv, the place of a text, a goal, an insats and a copy: "plan", "plan_foljd", "mal_skola" and so on.
    """
    svar = {}
    skolans = Plan.objects.filter(skola=klass.skola, niva=Planniva.SKOLA).first() or planer.skolplan(klass.skola, av)
    plan = {f"_{vem}": planer.elevplan(elev, av) for vem, elev in om.items()}
    plan |= {"": planer.plan(klass, av), "_skola": skolans}
    plan |= {vem: planer.plan(klass, av, and_anda=True) for vem in ("_skickad", "_avslutad")}
    for vem, p in plan.items():
        varv, mal = planer.varvet(p), planer.mal(p, av)
        rader = {"mal": mal, "insats": planer.insats(mal, av), "avskrift": planregler.behall(p, Skal.VARV, av)}
        svar |= {f"{namn}{vem}": {"kod": p.kod, "rad": rad.kod} for namn, rad in rader.items()}
        svar[f"plan{vem}"] = {"kod": p.kod}
        svar[f"varv{vem}"] = {"kod": p.kod, "nummer": varv.nummer}
        svar[f"varvets{vem}"] = {"kod": p.kod, "rad": varv.kod}
        svar[f"plantext{vem}"] = {"kod": p.kod, "nyckel": f"{varv.kod}-nulage"}
    skickad = Avskrift.objects.filter(plan=plan["_skickad"]).first()
    granskning = Granskning.objects.create(plan=plan["_skickad"], avskrift=skickad, skickad_av=av)
    Plan.objects.filter(pk=plan["_skickad"].pk).update(lage=Lage.SKICKAD)
    planregler.avsluta(plan["_avslutad"], av)
    egna = {f"egen_insats{vem}": {"rad": svar[f"insats{vem}"]["rad"]} for vem in ("", "_foljd")}
    Insats.objects.filter(kod__in=[kod["rad"] for kod in egna.values()]).update(ansvarig=ansvarig)
    return svar | egna | {"granskning": {"kod": plan["_skickad"].kod, "rad": granskning.kod}}


@pytest.fixture
def platser(varld) -> list[SimpleNamespace]:
    """What the addresses are about, once for each place: a class with a round, its pupils, staff, a preview."""
    svar = []
    for klass, forra, mentor, kollega, tillfragad in [
        (varld.klass, varld.annan_klass, varld.mentor, varld.mentor2, varld.larare),
        (varld.annan_klass, varld.klass, varld.annan_mentor, varld.mentor2, varld.larare),
        (varld.granneklass, varld.granneklass, varld.utanfor, varld.utanfor, varld.utanfor),
    ]:
        elev, foljd = klass.elever.order_by("id")[:2]
        inflyttad = fabrik.elev(forra, "Nils", "Ny")
        skyddad = fabrik.elev(klass, "Alias", skyddad=True)
        skyddad.far_se.add(mentor)
        inbjuden = fabrik.personal(f"inbjuden{len(svar)}", klass.skola)
        runda = regler.starta(klass, av=mentor, datum=idag())
        skyddads = individ.starta(skyddad, av=mentor, datum=idag())
        foljds = individ.starta(foljd, av=mentor, datum=idag())
        individ.fraga_kollegor(foljd, [tillfragad], av=mentor)
        # What the earlier mentor began goes on with the new one.
        inflyttads = individ.starta(inflyttad, av=forra.mentorer.first(), datum=idag())
        flytta(inflyttad, klass)
        lista = inlasning.las_in(b"Namn\nAda Ek\n", skola=klass.skola, klass=klass, lasar=lasar_for(idag()), av=mentor)
        arbetsbok = farginlasning.las_in(fargbocker.rak(["Ada Ek"], {(0, "beteende-1"): 1}), klass=klass, av=mentor)
        utflyttad = fabrik.elev(klass, "Ulla", "Ut")
        pa_dagordningen = {"analyselev": foljd, "analysskyddad": skyddad, "analysutflyttad": utflyttad}
        analys = analysregler.planera(runda, datum=idag(), elever=pa_dagordningen.values(), av=mentor)
        flytta(utflyttad, forra)
        rader = planrader(klass, {"foljd": foljd, "skyddad": skyddad}, mentor, tillfragad)
        mappar = {
            "mapp": gjord_mapp(mappval.MOTE, analys.kod, mentor, [p.elev.kod for p in analys.punkter.all()]),
            "planmapp": gjord_mapp(mappval.UPPFOLJNING, rader["plan"]["kod"], mentor, [foljd.kod]),
            "planmapp_foljd": gjord_mapp(mappval.UPPFOLJNING, rader["plan_foljd"]["kod"], mentor, [foljd.kod]),
            "planmapp_skyddad": gjord_mapp(mappval.UPPFOLJNING, rader["plan_skyddad"]["kod"], mentor, []),
        }
        svar.append(
            SimpleNamespace(
                klass={"kod": klass.kod},
                analys={"kod": analys.kod},
                **{namn: {"kod": analys.kod, "elev": e.kod} for namn, e in pa_dagordningen.items()},
                **rader,
                **narvarotal.om_allt(klass, {"foljd": foljd, "skyddad": skyddad}, mentor),
                **motesrader(analys, {"": None, "_foljd": foljd, "_skyddad": skyddad}, mentor),
                skolanalys={"kod": skolans_analys(klass, mentor).kod},
                kalender={"nyckel": paminnelser.ny_kalender(mentor)},
                **{namn: {"kod": jobb.objekt, "jobb": jobb.kod} for namn, jobb in mappar.items()},
                runda={"kod": runda.kod},
                skola={"kod": klass.skola.kod},
                elev={"kod": elev.kod},
                foljd={"kod": foljd.kod},
                individ={"kod": foljds.kod},
                fraga={"kod": elever.datum_for(foljd).get(tillfragad=tillfragad).kod},
                inflyttad={"kod": inflyttad.kod},
                inflyttad_individ={"kod": inflyttads.kod},
                skyddad_individ={"kod": skyddads.kod},
                elev_i_klass={"kod": elev.kod, "klass": klass.kod},
                skyddad={"kod": skyddad.kod},
                personal={"kod": klass.skola.kod, "person": kollega.kod},
                inlasning={"kod": lista.kod},
                fargark={"kod": arbetsbok.kod},
                inbjudan={"token": personal.bjud_in(inbjuden, klass.skola, av=inbjuden)},
            )
        )
    return svar


@pytest.fixture
def fraga(varld, logga_in):
    """A function that asks as a role (or nobody), and leaves the database as it was."""
    sessioner = {roll: logga_in(getattr(varld, roll)).cookies for roll in ROLLER}

    def _fraga(roll: str, metod: str, rad: Rad, adress: str) -> int:
        klient = Klient()
        if roll != "anonym":
            klient.cookies.load({k: m.value for k, m in sessioner[roll].items()})
        rubriker = HTMX if rad.htmx and roll != "anonym" else {}
        with transaction.atomic():
            if metod == "post":
                svar = klient.post(adress, rad.data, headers=rubriker)
            else:
                svar = getattr(klient, metod)(adress + rad.fraga, headers=rubriker)
            transaction.set_rollback(True)
        if roll == "anonym" and rad.anonym is None:
            assert svar.url.startswith(reverse("account_login") + "?next=/")
        return svar.status_code

    return _fraga


def adress_till(namn: str, rad: Rad, plats: SimpleNamespace) -> str:
    """The address of a row of the table, about what there is at a place."""
    return reverse(namn.partition("#")[0], kwargs=(getattr(plats, rad.objekt) if rad.objekt else {}) | rad.mer)


def vantat(rad: Rad, metod: str, roll: str, plats: int) -> int:
    """The status that the table asks for."""
    if roll == "anonym":
        return 302 if rad.anonym is None else rad.anonym[metod == "post"]
    profil, ok = (rad.get, rad.ok_get) if metod == "get" else (rad.post, rad.ok_post)
    return 405 if profil is None else {"j": ok, "n": 403, "b": 404}[profil[roll][plats]]


def test_the_table_has_every_address_and_no_other():
    assert saknas_och_over() == (set(), set())


def test_an_address_that_is_not_in_the_table_is_found():
    monster = [path("ny/", vantat, name="ny_sida"), path("annan/", vantat)]
    assert saknas_och_over(monster)[0] == {"ny_sida", "utan namn: annan/"}


def test_every_view_needs_log_in_unless_it_is_named_here():
    oppna = {namn for namn, p in adresser() if not getattr(p.callback, "login_required", True)}
    assert oppna == UTAN_INLOGGNING == {namn for namn, rad in TABELL.items() if rad.anonym}


@pytest.mark.parametrize("namn", TABELL)
def test_who_may(namn, platser, fraga):
    rad = TABELL[namn]
    fick, skulle = {}, {}
    for nummer, plats in enumerate(PLATSER if rad.objekt else PLATSER[:1]):
        adress = adress_till(namn, rad, platser[nummer])
        for roll in ("anonym", *ROLLER):
            for metod in ("get", "post"):
                fick[roll, metod, plats] = fraga(roll, metod, rad, adress)
                skulle[roll, metod, plats] = vantat(rad, metod, roll, nummer)
    fel = {nyckel: (fick[nyckel], skulle[nyckel]) for nyckel in fick if fick[nyckel] != skulle[nyckel]}
    assert fel == {}, "(fick, skulle)"


def test_head_answers_as_get_does(platser, fraga):
    skiljer = {}
    for namn, rad in TABELL.items():
        adress = adress_till(namn, rad, platser[0])
        for roll in ("anonym", "mentor", "administrator", "utanfor"):
            svar = {metod: fraga(roll, metod, rad, adress) for metod in ("get", "head")}
            if svar["get"] != svar["head"]:
                skiljer[namn, roll] = svar
    assert skiljer == {}


def test_the_table_fails_when_a_view_lets_in_too_many(platser, fraga):
    """A wrong row is found: the rektor may open the class, whatever a careless table says."""
    adress = reverse("klass", kwargs=platser[0].klass)
    assert fraga("rektor", "get", Rad("klass", get=EGET), adress) == 200
    assert vantat(Rad("klass", get=EGET), "get", "rektor", 0) == 404
