"""The meeting's folder: chosen, made at once or in the background, fetched by its orderer for a day, logged."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from analys import regler
from handlingsplan import regler as planregler
from handlingsplan.utskrift import mapp, mappjobb, mappval
from handlingsplan.utskrift.mappval import MOTE
from handlingsplan.views.mapp import TOM
from skolanknytning.bakgrund import regler as bakgrund
from skolanknytning.bakgrund.models import LIVSTID, STILLA, VANTETID, Lage, Utskriftsjobb
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.pdf import rendera
from skolanknytning.skola.models import Tjanst

from .. import fabrik
from ..analys import moten
from ..analys.test_utskrift import bokmarken, motet
from ..kartlaggning.individuella import eget_datum
from ..kartlaggning.test_utskrift import dokument, taggar, text
from ..klient import HTMX, utan_nycklar
from . import planer

__all__ = ["motet"]


def valj(klient, analys, /, **val):
    """Choose what goes into the folder; what is not said is left out."""
    return klient.post(reverse("analys_mapp", args=[analys.kod]), val)


def allt(v, person=None) -> dict:
    """All that a person can choose, as the page has chosen it beforehand."""
    finns = mappval.erbjudande(om(v, person), person or v.mentor)
    return {"rutnat": "ja", "elev": [elev.kod for elev in finns.elever], "analys": "ja"}


def om(v, person=None) -> mappval.Om:
    """The meeting as what a folder is about."""
    return mappval.om(MOTE, person or v.mentor, v.analys.kod)


def sida(klient, analys) -> str:
    return utan_nycklar(klient.get(reverse("analys_mapp", args=[analys.kod])))


# --- What can be chosen ---


def test_everything_is_chosen_beforehand(motet, logga_in):
    html = sida(logga_in(motet.mentor), motet.analys)
    assert html.count(" checked>") == 4
    for elev in (motet.ada, motet.bo):
        assert f'value="{elev.kod}" checked' in html
    # Cleo has no form, and the protected pupil is never printed in a batch.
    assert motet.cleo.namn not in html
    assert motet.skyddad.namn not in html


def test_elevhalsan_has_no_grid(motet, logga_in):
    klient = logga_in(motet.elevhalsa)
    assert 'name="rutnat"' not in sida(klient, motet.analys)
    svar = valj(klient, motet.analys, rutnat="ja", elev=[motet.ada.kod])
    pdf = dokument(klient.get(svar.url))
    assert [titel for titel, _ in bokmarken(pdf)] == ["Innehåll", "Individuella kartläggningar", motet.ada.namn]


def test_nothing_chosen_makes_no_folder(motet, logga_in):
    klient = logga_in(motet.mentor)
    svar = valj(klient, motet.analys)
    assert svar.url == reverse("analys_mapp", args=[motet.analys.kod])
    assert TOM in sida(klient, motet.analys)
    assert not Utskriftsjobb.objects.exists()


def test_a_pupil_who_cannot_be_chosen_is_left_out(motet, logga_in):
    klient = logga_in(motet.mentor)
    annan = fabrik.elev(motet.annan_klass, "Olga", "Okänd")
    eget_datum(annan, motet.annan_mentor)
    svar = valj(klient, motet.analys, elev=[motet.bo.kod, annan.kod, motet.skyddad.kod, "x"])
    alla = " ".join(text(s) for s in dokument(klient.get(svar.url)).pages)
    assert motet.bo.namn in alla
    assert "Olga" not in alla
    assert motet.skyddad.namn not in alla


def test_a_school_has_the_analysis_only(varld, logga_in):
    analys = regler.planera_skola(varld.skola, datum=timezone.localdate(), av=varld.rektor)
    klient = logga_in(varld.rektor)
    assert sida(klient, analys).count(" checked>") == 1
    svar = valj(klient, analys, rutnat="ja", analys="ja")
    assert [titel for titel, _ in bokmarken(dokument(klient.get(svar.url)))] == [
        "Innehåll",
        "Analysen",
        "Skolan",
        "Sammanfattning och nästa steg",
    ]


# --- The folder itself ---


def test_it_is_one_document_with_bookmarks_and_contents(motet, logga_in, arbeta):
    klient = logga_in(motet.mentor)
    valj(klient, motet.analys, **allt(motet))
    arbeta()
    pdf = dokument(klient.get(klart(motet)))
    poster = bokmarken(pdf)
    assert [titel for titel, _ in poster] == [
        "Innehåll",
        "Klassens rutnät",
        "Individuella kartläggningar",
        motet.ada.namn,
        motet.bo.namn,
        "Analysen",
        "Klassen",
        motet.bo.namn,
        motet.ada.namn,
        motet.cleo.namn,
        "Sammanfattning och nästa steg",
    ]
    sidor = [text(s) for s in pdf.pages]
    assert all(f"Sida {n} av {len(sidor)}" in s for n, s in enumerate(sidor, start=1))
    for titel, nummer in poster[1:]:
        assert f"{titel}" in sidor[0]
        assert f". {nummer}" in sidor[0]
    innehall = dict(poster)
    assert pdf.pages[innehall["Klassens rutnät"] - 1].mediabox.width > 800
    assert pdf.pages[innehall["Individuella kartläggningar"] - 1].mediabox.width < 600
    assert "Namn (elev)" in sidor[innehall["Klassens rutnät"] - 1]
    assert f"{motet.ada.namn}, 7A · Utskriven" in sidor[dict(poster[:5])[motet.ada.namn] - 1]
    alla = " ".join(sidor)
    assert "Hälften saknas i NO." in alla
    for ord_ in (motet.skyddad.namn, "Skyddade mönstret."):
        assert ord_ not in alla


def klart(v) -> str:
    """The address of the latest folder."""
    return reverse("analys_mapp_pdf", args=[v.analys.kod, Utskriftsjobb.objects.latest("id").kod])


def test_it_is_tagged_swedish_and_titled(motet, logga_in):
    klient = logga_in(motet.mentor)
    pdf = dokument(klient.get(valj(klient, motet.analys, rutnat="ja", elev=[motet.ada.kod]).url))
    rot = pdf.trailer["/Root"]
    assert (rot["/Lang"], pdf.metadata.title) == ("sv", "Mötesmapp 7A 2026-11-22")
    assert rot["/MarkInfo"]["/Marked"]
    slag = taggar(pdf)
    # The grid and the four dimensions of a form, with every head as one.
    assert slag.count("/Table") == 1 + 4
    assert slag.count("/TH") == (1 + 4 + 10 + 5) + (4 * 2 + 21)


def test_nothing_is_fetched_or_complained_of(motet, caplog):
    val = mappval.valj(om(motet), motet.mentor, rutnat=True, formular=[motet.ada.kod], med_analys=True)
    rendera(mapp.html(om(motet), motet.mentor, val))
    assert [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")] == []


def test_thirty_pupils_still_fit_one_page_in_the_folder(varld, logga_in):
    klass = fabrik.klass(varld.skola, "8A", varld.mentor, elever=30)
    analys = moten.mote(klass, varld.mentor)
    klient = logga_in(varld.mentor)
    pdf = dokument(klient.get(valj(klient, analys, rutnat="ja").url))
    assert len(pdf.pages) == 2
    assert text(pdf.pages[1]).count("✓") == 300 + 1


# --- Made at once, or waited for ---


def test_a_small_folder_is_made_at_once(motet, logga_in):
    klient = logga_in(motet.mentor)
    svar = valj(klient, motet.analys, elev=[motet.ada.kod])
    assert svar.url == klart(motet)
    assert klient.get(svar.url).headers["Content-Disposition"] == 'inline; filename="motesmapp.pdf"'
    # And can be opened again from where it was chosen.
    assert svar.url in sida(klient, motet.analys)


def test_a_large_one_is_waited_for(motet, logga_in, stor, arbeta):
    klient = logga_in(motet.mentor)
    svar = valj(klient, motet.analys, **allt(motet))
    jobb = Utskriftsjobb.objects.get()
    vantar = reverse("analys_mapp_vantar", args=[motet.analys.kod, jobb.kod])
    assert svar.url == vantar
    # What is not done yet is not fetched.
    assert klient.get(klart(motet)).url == vantar
    assert "Mappen väntar på sin tur" in (html := klient.get(vantar).content.decode())
    assert f'hx-get="{vantar}?lage=vantar"' in html
    assert f'href="{vantar}"' in html
    arbeta()
    html = klient.get(vantar).content.decode()
    assert "Mappen är klar" in html
    assert f'href="{klart(motet)}"' in html
    assert "hx-get" not in html
    assert len(dokument(klient.get(klart(motet))).pages) > 5


def test_an_analysis_with_many_patterns_is_large(motet):
    def direkt() -> bool:
        return mappval.valj(om(motet), motet.mentor, med_analys=True).direkt

    assert direkt()
    for n in range(5 * mappval.DIREKT):
        moten.monster(motet.analys, motet.mentor, f"Mönster {n}")
    assert not direkt()
    utan = mappval.valj(om(motet), motet.mentor, rutnat=True)
    assert utan.direkt
    assert mappval.Val.ur(utan.innehall) == utan


def test_the_progress_grows_while_it_is_made(motet, logga_in, stor, arbeta, monkeypatch):
    monkeypatch.setattr(mappjobb, "BESKED", 0)
    sagt = []
    gor = mappjobb.bakgrund.gor

    def lyssna(kod, tillverka):
        gor(kod, lambda jobb, framsteg: tillverka(jobb, lambda *steg: (sagt.append(steg), framsteg(*steg))))

    monkeypatch.setattr(mappjobb.bakgrund, "gor", lyssna)
    valj(logga_in(motet.mentor), motet.analys, **allt(motet))
    arbeta()
    assert Utskriftsjobb.objects.get().lage == Lage.KLAR
    assert len(sagt) > 10
    assert [klart for klart, _ in sagt] == sorted(klart for klart, _ in sagt)
    assert all(0 <= klart < av for klart, av in sagt)


def test_only_a_new_state_is_read_aloud(motet, logga_in, stor):
    klient = logga_in(motet.mentor)
    vantar = valj(klient, motet.analys, analys="ja").url
    jobb = Utskriftsjobb.objects.get()
    assert "mapp-besked" not in klient.get(f"{vantar}?lage=vantar", headers=HTMX).content.decode()
    Utskriftsjobb.objects.update(puls=timezone.now(), omgang=1, klart=3, av=12)
    svar = klient.get(f"{vantar}?lage=vantar", headers=HTMX).content.decode()
    assert '<p hx-swap-oob="innerHTML:#mapp-besked">Mappen görs</p>' in svar
    assert 'value="3" max="12"' in svar
    assert "<h1" not in svar
    assert jobb.kod in svar


@pytest.mark.parametrize(
    ("falt", "tid", "rubrik"),
    [("skapad", VANTETID, "Det dröjer"), ("puls", STILLA, "Arbetet har stannat")],
)
def test_who_waits_in_vain_is_told_what_to_do(motet, logga_in, stor, falt, tid, rubrik):
    klient = logga_in(motet.mentor)
    vantar = valj(klient, motet.analys, analys="ja").url
    Utskriftsjobb.objects.update(**{falt: timezone.now() - tid})
    html = klient.get(vantar).content.decode()
    assert rubrik in html
    assert "säg till den som sköter programmet" in html


def test_a_fault_is_told_with_a_way_on(motet, logga_in, monkeypatch):
    def trasig(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(mapp, "html", trasig)
    klient = logga_in(motet.mentor)
    svar = valj(klient, motet.analys, elev=[motet.ada.kod])
    html = klient.get(svar.url).content.decode()
    assert "Mappen gick inte att göra" in html
    assert f'href="{reverse("analys_mapp", args=[motet.analys.kod])}"' in html
    assert "Mappar du har gjort" not in sida(klient, motet.analys)


def test_too_many_at_once_is_said(motet, logga_in, stor, monkeypatch):
    monkeypatch.setattr(bakgrund, "VANTAS_HOGST", 1)
    klient = logga_in(motet.mentor)
    assert reverse("analys_mapp", args=[motet.analys.kod]) in valj(klient, motet.analys, analys="ja").url
    svar = valj(klient, motet.analys, rutnat="ja")
    assert svar.url == reverse("analys_mapp", args=[motet.analys.kod])
    assert "Du väntar redan på 1 utskrifter." in sida(klient, motet.analys)
    assert Utskriftsjobb.objects.count() == 1


# --- Who may, anew each time ---


@pytest.fixture
def fardig(motet, logga_in):
    """The mentor's folder with everything in it but the analysis, made at once."""
    motet.klient = logga_in(motet.mentor)
    svar = valj(motet.klient, motet.analys, rutnat="ja", elev=[motet.ada.kod, motet.bo.kod])
    assert svar.url == klart(motet)
    motet.vantar = reverse("analys_mapp_vantar", args=[motet.analys.kod, Utskriftsjobb.objects.get().kod])
    return motet


@pytest.mark.parametrize("vem", ["mentor2", "rektor", "elevhalsa"])
def test_a_folder_is_its_orderers_alone(fardig, logga_in, vem):
    klient = logga_in(getattr(fardig, vem))
    assert [klient.get(a).status_code for a in (klart(fardig), fardig.vantar)] == [404, 404]
    assert klart(fardig) not in sida(klient, fardig.analys)


def test_a_folder_belongs_to_its_meeting(fardig, logga_in):
    annat = moten.mote(fabrik.klass(fardig.skola, "8A", fardig.mentor, elever=2), fardig.mentor)
    kod = Utskriftsjobb.objects.get().kod
    for namn in ("analys_mapp_pdf", "analys_mapp_vantar"):
        assert fardig.klient.get(reverse(namn, args=[annat.kod, kod])).status_code == 404


def test_who_has_lost_the_task_gets_nothing(fardig):
    Tjanst.objects.filter(personal=fardig.mentor).delete()
    assert [fardig.klient.get(a).status_code for a in (klart(fardig), fardig.vantar)] == [404, 404]


def test_who_is_no_longer_mentor_gets_nothing(fardig):
    fardig.klass.mentorskap.filter(personal=fardig.mentor).delete()
    assert [fardig.klient.get(a).status_code for a in (klart(fardig), fardig.vantar)] == [403, 403]


def test_a_pupil_who_has_since_become_protected_closes_the_folder(fardig):
    fardig.bo.skyddad = True
    fardig.bo.save()
    assert fardig.klient.get(klart(fardig)).status_code == 403
    # Also for who is named to see the pupil: it would be printed in a batch.
    fardig.bo.far_se.add(fardig.mentor)
    assert fardig.klient.get(klart(fardig)).status_code == 403


def test_so_does_one_who_is_only_named_in_the_grid(fardig):
    dag = fardig.elever[3]
    dag.skyddad = True
    dag.save()
    assert fardig.klient.get(klart(fardig)).status_code == 403


@pytest.mark.parametrize("vem", ["ada", "cleo"])
def test_a_pupil_who_has_moved_closes_the_folder(fardig, vem):
    """Ada has a form in it, Cleo only her name in the grid."""
    elev = getattr(fardig, vem)
    elev.placeringar.update(till=elev.placeringar.get().fran)
    assert fardig.klient.get(klart(fardig)).status_code == 403


def test_the_worker_asks_too(motet, logga_in, stor, arbeta):
    klient = logga_in(motet.mentor)
    valj(klient, motet.analys, **allt(motet))
    motet.klass.mentorskap.filter(personal=motet.mentor).delete()
    arbeta()
    jobb = Utskriftsjobb.objects.get()
    assert (jobb.lage, jobb.fel, jobb.pdf) == (Lage.FEL, mappjobb.INTE_LANGRE, None)


def test_one_that_an_earlier_version_of_the_program_made_is_not_there(motet, logga_in):
    adress, kod = reverse("analys_mapp", args=[motet.analys.kod]), motet.analys.kod
    innehall = {"rutnat": True, "formular": [], "analys": True, "omtalade": [], "i_rutnatet": [], "monster": 0}
    mer = {"fardig": timezone.now(), "pdf": b"%PDF", "innehall": innehall}
    jobb = Utskriftsjobb.objects.create(
        personal=motet.mentor, uppgift="analys.utskrift.mapp.gor_mapp", objekt=kod, **mer
    )
    klient = logga_in(motet.mentor)
    assert jobb.kod not in klient.get(adress).content.decode()
    for sidan in ("analys_mapp_vantar", "analys_mapp_pdf"):
        assert klient.get(reverse(sidan, args=[kod, jobb.kod])).status_code == 404


def test_it_is_gone_after_a_day(fardig):
    Utskriftsjobb.objects.update(skapad=timezone.now() - LIVSTID + timedelta(minutes=1))
    assert fardig.klient.get(klart(fardig)).status_code == 200
    Utskriftsjobb.objects.update(skapad=timezone.now() - LIVSTID)
    assert [fardig.klient.get(a).status_code for a in (klart(fardig), fardig.vantar)] == [404, 404]
    assert "Mappar du har gjort" not in sida(fardig.klient, fardig.analys)
    call_command("stada")
    assert not Utskriftsjobb.objects.exists()


def test_every_fetch_is_logged_for_all_it_holds(motet, logga_in, stor, arbeta):
    klient = logga_in(motet.elevhalsa)
    valj(klient, motet.analys, elev=[motet.ada.kod], analys="ja")
    arbeta()
    utskrivet = Handelse.objects.filter(handling=Handling.SKREV_UT).order_by("id")
    assert not utskrivet.exists(), "att den görs är ingen läsning"
    for _ in range(2):
        klient.get(klart(motet))
    rad = "mötesmapp för analys av 7A"
    assert [(h.vem_namn, h.text, h.objekt_kod) for h in utskrivet] == 2 * [
        ("Elsa Hälsa", rad, motet.analys.kod),
        ("Elsa Hälsa", f"{rad}, bladen om en elev", motet.ada.kod),
        ("Elsa Hälsa", f"{rad}, bladen om en elev", motet.bo.kod),
    ]


def test_the_grid_is_logged_as_a_print_of_its_round(fardig):
    fardig.klient.get(klart(fardig))
    runda = fardig.analys.kartlaggning
    rader = Handelse.objects.filter(handling=Handling.SKREV_UT, objekt_kod=runda.kod)
    assert [h.text for h in rader] == ["kartläggning av 7A i mötesmapp"]


# --- The plan in it ---


@pytest.fixture
def med_plan(motet):
    """The same meeting, an open and a closed plan for its class, and open ones for a pupil and another class."""
    v = motet
    v.plan = planer.fylld(planer.plan(v.klass, v.mentor), v.mentor)
    v.stangd = planer.plan(v.klass, v.mentor, "Det som var", and_anda=True)
    planregler.avsluta(v.stangd, v.mentor)
    planer.elevplan(v.ada, v.mentor, "Adas")
    v.annan = planer.plan(v.annan_klass, v.annan_mentor, "De andras")
    return v


def test_the_meetings_folder_has_the_classs_open_plan(med_plan, logga_in, arbeta):
    v = med_plan
    klient = logga_in(v.mentor)
    html = sida(klient, v.analys)
    assert f'value="{v.plan.kod}" checked' in html
    assert [ord_ for ord_ in ("Det som var", "Adas", "De andras") if ord_ in html] == []
    svar = valj(klient, v.analys, rutnat="ja", plan=[v.plan.kod, v.stangd.kod, v.annan.kod])
    pdf = dokument(klient.get(svar.url))
    assert [titel for titel, _ in bokmarken(pdf)] == [
        "Innehåll",
        "Klassens rutnät",
        "Planen",
        "Varv 1",
        "Tidslinje",
    ]
    alla = " ".join(text(s) for s in pdf.pages)
    assert "Lärarna arbetar med språket i NO." in alla
    assert "De andras" not in alla
    rader = Handelse.objects.filter(handling=Handling.SKREV_UT, objekt_kod=v.plan.kod)
    assert [h.text for h in rader] == ["plan för 7A i mötesmapp"]


def test_a_plan_that_may_no_longer_be_read_closes_the_folder(med_plan, logga_in):
    v = med_plan
    klient = logga_in(v.mentor)
    svar = valj(klient, v.analys, plan=[v.plan.kod])
    assert klient.get(svar.url).status_code == 200
    v.plan.delete()
    assert klient.get(svar.url).status_code == 403


def test_plans_count_among_the_pages(med_plan):
    v = med_plan
    utan, med = (mappval.valj(om(v), v.mentor, rutnat=True, planer=planer_) for planer_ in ([], [v.plan.kod]))
    assert med.sidor - utan.sidor == mappval.SIDOR_OM_PLANEN + mappval.SIDOR_PER_VARV
