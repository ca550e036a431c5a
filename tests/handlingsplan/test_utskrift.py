"""A plan on paper, filled and blank: what stands there, word for word, tagged, and logged by name."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handlingsplan import mallar, regler
from handlingsplan.mallar import MODUL_2, UPPGIFT_5, Steg, Typ
from handlingsplan.models import Narvaroperiod, Plan, Uppnatt
from handlingsplan.tidslinje import tecken
from handlingsplan.utskrift import motesblad, planen
from handlingsplan.utskrift.rutor import Rad, Ruta
from handlingsplan.views.utskrift import SLAG
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.pdf import rendera

from ..analys.test_utskrift import bokmarken, sidorna
from ..kartlaggning.individuella import skyddad_elev
from ..kartlaggning.test_utskrift import dokument, taggar
from . import planer

MALLAR = mallar.las()
ALLA = (MODUL_2, UPPGIFT_5, motesblad.NYCKEL)


def utskrift(klient, plan, mall):
    return klient.get(reverse("plan_utskrift", args=[plan.kod, mall]))


def pdf(klient, plan, mall):
    return klient.get(reverse("plan_pdf", args=[plan.kod, mall]))


def blankett(klient, mall):
    return klient.get(reverse("plan_blankett", args=[mall]))


def lasbar(text: str) -> str:
    """Without the breaks that narrow columns make."""
    return " ".join(text.split())


def materialets_ord(stegen: tuple[Steg, ...]) -> list[str]:
    """Every heading and question that the template itself has, in order."""
    return [
        ord_
        for steg in stegen
        for ord_ in [steg.rubrik, *(o for d in steg.delar if not d.tillagg for o in (d.rubrik, d.fraga) if o)]
    ]


def i_ordning(ord_: list[str], text: str) -> None:
    """Each stands in the text, after the one before."""
    plats = 0
    for o in ord_:
        hittad = text.find(lasbar(o), plats)
        assert hittad >= 0, o
        plats = hittad + len(lasbar(o))


@pytest.fixture
def fylld(v):
    """The plan for 7A with everything written in its first varv."""
    v.plan = planer.fylld(v.plan, v.mentor)
    return v


@pytest.fixture
def andra_varvet(fylld):
    """The same followed up: another text of the first goal, a new insats under it, and the second goal left."""
    v = fylld
    forsta, andra = v.plan.mal.order_by("ordning", "id")
    v.varv = regler.folj_upp(v.plan, v.mentor, datum=date(2026, 12, 16))
    planer.skriv(v.plan, f"{forsta.kod}-mal", "Alla är med från början.", v.mentor)
    planer.insats(forsta, v.mentor, "Ordlistor i fysik.", typ="atgardande", grunder={"vetenskap", "avstamning"})
    regler.lamna_mal(andra, True, v.mentor)
    regler.satt_forflyttning(
        v.varv, forsta, uppnatt=Uppnatt.PA_VAG, konkret=True, fore={"uppnatt": "", "konkret": None}, av=v.mentor
    )
    planer.skriv(v.plan, f"{v.varv.kod}-gatt", "Starten sitter, språket inte.", v.mentor)
    return v


# --- Blank ---


@pytest.mark.parametrize("mall", [MODUL_2, UPPGIFT_5])
def test_the_blanks_are_word_for_word_the_materials(varld, logga_in, mall):
    svar = blankett(logga_in(varld.larare), mall)
    assert svar.headers["Content-Disposition"] == f'inline; filename="blankett-{mall}.pdf"'
    sidor, den = sidorna(svar), MALLAR.mall(mall)
    hela = " ".join(sidor)
    i_ordning([den.rubrik, *materialets_ord(den.forsta)], hela)
    assert den.kalla in sidor[0]
    assert den.rubrik_senare in hela
    tillagg = {d.rubrik for steg in (*den.forsta, *den.senare) for d in steg.delar if d.tillagg}
    assert [t for t in tillagg if len(t.split()) > 2 and t in hela] == []
    assert "☒" not in hela


def test_modul_2_has_a_sheet_for_planning_and_one_for_after(varld, logga_in):
    sidor, den = sidorna(blankett(logga_in(varld.larare), MODUL_2)), MALLAR.modul_2
    assert len(sidor) == 4
    i_ordning([den.rubrik_forsta, *materialets_ord(den.forsta)], " ".join(sidor[:2]))
    i_ordning([den.rubrik_senare, *materialets_ord(den.senare)], " ".join(sidor[2:]))
    for sida in (sidor[0], sidor[2]):
        for namn in (f"{den.bakgrund}:", "Datum:", "Mönster:", "Faktor/er:"):
            assert namn in sida


def test_uppgift_5_keeps_its_four_steps_and_the_result_apart(varld, logga_in):
    sidor = sidorna(blankett(logga_in(varld.larare), UPPGIFT_5))
    assert len(sidor) == 3
    rubriker = [s.rubrik for s in MALLAR.uppgift_5.forsta]
    i_ordning([*rubriker, MALLAR.uppgift_5.rubrik_senare, "Resultat", "Analys och slutsatser"], " ".join(sidor))


def test_the_follow_ups_sheet_has_the_headings_of_a_later_varv(varld, logga_in):
    sidor = sidorna(blankett(logga_in(varld.larare), motesblad.NYCKEL))
    assert len(sidor) == 2
    hela = " ".join(sidor)
    for ord_ in materialets_ord(MALLAR.modul_2.senare):
        assert lasbar(ord_) in hela
    assert hela.count("☐ Nått ☐ På väg ☐ Ej nått") == motesblad.TOMMA_MAL
    assert hela.count("☐ Genomförd ☐ Pågår ☐ Inte börjat") == motesblad.TOMMA_INSATSER


@pytest.mark.parametrize("mall", ALLA)
def test_the_blanks_have_lines_and_no_data(fylld, logga_in, mall):
    sida = (motesblad.html(motesblad.tom(fylld.mentor))) if mall not in (MODUL_2, UPPGIFT_5) else None
    sida = sida or planen.html(planen.tom(fylld.mentor, mall))
    assert sida.count('<div class="rad">') > 15
    hela = " ".join(sidorna(blankett(logga_in(fylld.administrator), mall)))
    assert "NO-lektionerna" not in hela
    assert "7A" not in hela
    assert not Handelse.objects.filter(handling=Handling.SKREV_UT).exists()


# --- Filled ---


@pytest.mark.parametrize("mall", [MODUL_2, UPPGIFT_5])
def test_all_that_is_written_in_one_template_stands_in_the_other(fylld, logga_in, mall):
    hela = " ".join(sidorna(pdf(logga_in(fylld.mentor), fylld.plan, mall)))
    i_ordning(materialets_ord(MALLAR.mall(mall).forsta), hela)
    senare = {"gatt", "justeringar", "justeras", "stod"}
    for falt in MALLAR.falt.values():
        if falt.agare in ("varv", "mal", "insats") and falt.nyckel not in senare | {"mal", "insats"}:
            assert f"{falt.namn} om närvaron i no." in hela, falt.nyckel
    for ord_ in (
        "Klass/grupp: 7A",
        "Utvecklingsområde: Närvaron i NO",
        "Läge: Utkast",
        "Mål 1 Alla är med på NO-lektionerna.",
        "1.2 Mentorn ringer hem samma dag.",
        "2.1 Två träffar om språkutvecklande arbete.",
        "☐ Främjande ☒ Förebyggande ☐ Åtgärdande",
        "☒ Professionell bedömning",
        "Ansvarar Maja Mentor",
        "Ansvarar kurator",
        "Klart senast 15 december 2026",
        "Datum 15 december 2026",
        "Kallade Maja Mentor, specialpedagog",
        "Tidslinje",
    ):
        assert ord_ in hela, ord_


@pytest.mark.parametrize("mall", ALLA)
def test_it_is_tagged_swedish_and_titled(fylld, logga_in, mall):
    titlar = {MODUL_2: "Plan enligt Modul 2 7A", UPPGIFT_5: "Handlingsplan 7A", motesblad.NYCKEL: "Uppföljningsmöte 7A"}
    svar = pdf(logga_in(fylld.mentor), fylld.plan, mall)
    assert svar.headers["Content-Disposition"] == f'inline; filename="plan-{mall}.pdf"'
    dok = dokument(svar)
    assert dok.trailer["/Root"]["/Lang"] == "sv"
    assert dok.metadata.title == titlar[mall]
    slag = taggar(dok)
    assert slag.count("/H1") == 1
    assert slag.count("/H3" if mall != motesblad.NYCKEL else "/H2") >= 4
    # A table that goes on over a page is tagged on each; every row has a head.
    tabeller = {MODUL_2: 0, UPPGIFT_5: 5, motesblad.NYCKEL: 2}
    assert slag.count("/Table") >= tabeller[mall]
    assert slag.count("/TH") >= slag.count("/TR")
    assert all(sida.mediabox.width == pytest.approx(595.3, abs=1) for sida in dok.pages)
    sidor = sidorna(svar)
    assert all(f"Sida {n} av {len(sidor)}" in sida for n, sida in enumerate(sidor, start=1))


@pytest.mark.parametrize("mall", ALLA)
def test_nothing_is_fetched_or_complained_of(fylld, caplog, mall):
    period = Narvaroperiod.objects.create(
        skola=fylld.skola, klass=fylld.klass, fran=date(2026, 8, 18), till=date(2026, 10, 17)
    )
    period.rader.create(amne="", giltig=6, ogiltig=12)
    if mall == motesblad.NYCKEL:
        sidor = [
            motesblad.html(motesblad.ifylld(fylld.plan, fylld.mentor)),
            motesblad.html(motesblad.tom(fylld.mentor)),
        ]
    else:
        sidor = [
            planen.html(planen.ifylld(fylld.plan, fylld.mentor, mall)),
            planen.html(planen.tom(fylld.mentor, mall)),
        ]
    for sida in sidor:
        rendera(sida)
    assert "narvarostapel" in sidor[0]
    assert [r.getMessage() for r in caplog.records if r.name.startswith("weasyprint")] == []


def test_it_says_who_printed_and_when(fylld, monkeypatch):
    nar = datetime(2026, 11, 22, 7, 5, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr(timezone, "localtime", lambda *a, **k: nar)
    sida = planen.html(planen.ifylld(fylld.plan, fylld.mentor, MODUL_2))
    assert "Plan enligt Modul 2, 7A · Utskriven 2026-11-22 kl. 07.05 av Maja Mentor" in lasbar(sida)


def test_what_is_empty_has_lines_to_write_on(v, logga_in):
    sida = utskrift(logga_in(v.mentor), v.plan, UPPGIFT_5).content.decode()
    egna = [d for steg in MALLAR.uppgift_5.forsta for d in steg.delar if not d.tillagg]
    fakta = [d for d in egna if d.typ in (Typ.UPPFOLJNING, Typ.INSAMLAT)]
    assert sida.count('<div class="rad">') == 3 * (len(egna) - len(fakta))
    # When, the figures, who, and those invited.
    assert sida.count('class="namnlinje"') == 4


def test_what_people_wrote_is_escaped(v, logga_in):
    m = planer.mal(v.plan, v.mentor, "<b>Mål</b>\nrad två")
    planer.insats(m, v.mentor, "<i>Insats</i>", ovriga="<u>kurator</u>")
    for mall in ALLA:
        sida = utskrift(logga_in(v.mentor), v.plan, mall).content.decode()
        for ord_ in ("&lt;b&gt;Mål&lt;/b&gt;", "&lt;i&gt;Insats&lt;/i&gt;", "&lt;u&gt;kurator&lt;/u&gt;"):
            assert ord_ in sida
        for ord_ in ("<b>Mål</b>\n", "<b>Mål</b><br", "<i>Insats", "<u>"):
            assert ord_ not in sida


@pytest.mark.parametrize("mall", ALLA)
def test_what_is_for_a_phone_is_on_the_page_and_not_on_paper(fylld, logga_in, mall):
    """The style for narrow screens, and a table's own box with a place in the tab order."""
    sida = utskrift(logga_in(fylld.mentor), fylld.plan, mall).content.decode()
    slag = SLAG[mall]
    papper = slag.html(slag.ifylld(fylld.plan, fylld.mentor))
    assert ("utskrift-telefon" in sida, "utskrift-telefon" in papper) == (True, False)
    boxar = {motesblad.NYCKEL: 2}.get(mall, 0)
    assert sida.count('<div class="bred" tabindex="0" role="region" aria-label="') == boxar
    assert papper.count('<div class="bred">') == boxar


# --- Later varv ---


def test_each_varv_has_a_sheet_and_the_earlier_is_as_it_stood(andra_varvet, logga_in):
    v = andra_varvet
    svar = pdf(logga_in(v.mentor), v.plan, MODUL_2)
    sidor, start = sidorna(svar), dict(bokmarken(dokument(svar)))
    assert list(start)[1:] == ["Varv 1", "Varv 2", "Tidslinje"]
    forsta = " ".join(sidor[: start["Varv 2"] - 1])
    andra = " ".join(sidor[start["Varv 2"] - 1 :]).split("Tidslinje")[0]
    assert "Så här stod planen då." in forsta
    assert "Så här stod planen då." not in andra
    for ord_ in ("Alla är med på NO-lektionerna.", "Lärarna arbetar med språket i NO.", "Kallade Maja Mentor"):
        assert ord_ in forsta
    assert "Förebyggande insats. Grund: professionell bedömning. Ansvarig: Maja Mentor." in forsta
    for ord_ in ("Alla är med från början.", "Ordlistor i fysik.", "Starten sitter"):
        assert ord_ not in forsta
        assert ord_ in andra
    assert "Lärarna arbetar med språket i NO." not in andra
    assert "☐ Nått ☒ På väg ☐ Ej nått" in andra
    assert "☒ Ja ☐ Nej" in andra
    assert "☒ Vetenskap och beprövad erfarenhet ☐ Professionell bedömning ☒ Avstämning med elever" in andra
    i_ordning([MALLAR.modul_2.rubrik_senare, *materialets_ord(MALLAR.modul_2.senare)], andra)


def test_the_plans_result_stands_in_its_last_varv_alone(andra_varvet, logga_in):
    v = andra_varvet
    planer.skriv(v.plan, "resultat", "Frånvaron är halverad.", v.mentor)
    hela = " ".join(sidorna(pdf(logga_in(v.mentor), v.plan, UPPGIFT_5)))
    assert hela.count(MALLAR.uppgift_5.rubrik_senare) == 1
    assert hela.index("Starten sitter") < hela.index(MALLAR.uppgift_5.rubrik_senare)
    assert f"{MALLAR.uppgift_5.rubrik_senare} Resultat" in hela
    assert "Frånvaron är halverad." in hela


def test_modul_2_has_the_result_too_though_it_does_not_ask_for_it(fylld, logga_in):
    sida = utskrift(logga_in(fylld.mentor), fylld.plan, MODUL_2).content.decode()
    assert "Avslutning" not in sida
    planer.skriv(fylld.plan, "resultat", "Frånvaron är halverad.", fylld.mentor)
    sida = utskrift(logga_in(fylld.mentor), fylld.plan, MODUL_2).content.decode()
    assert sida.index("5. Datum för uppföljning") < sida.index("Avslutning") < sida.index("Frånvaron är halverad.")


@pytest.mark.parametrize("mall", ALLA)
def test_a_closed_plan_is_printed_too(fylld, logga_in, mall):
    regler.avsluta(fylld.plan, fylld.mentor)
    sidor = sidorna(pdf(logga_in(fylld.mentor), fylld.plan, mall))
    assert "Alla är med på NO-lektionerna." in " ".join(sidor)
    assert ("Läge: Avslutad" in sidor[0]) == (mall != motesblad.NYCKEL)


# --- The follow-up's sheet ---


def test_the_sheet_brings_goals_insatser_points_and_figures_with_room_to_write(fylld, logga_in):
    v = fylld
    planer.skriv(v.plan, f"{planer.varvet(v.plan).kod}-punkter", "- Vad visar frånvaron?\n\n• Räcker tiden?", v.mentor)
    insats = v.plan.mal.first().insatser.first()
    regler.genomford(insats, True, v.mentor)
    period = Narvaroperiod.objects.create(skola=v.skola, klass=v.klass, fran=date(2026, 8, 18), till=date(2026, 10, 17))
    period.rader.create(amne="", giltig=6, ogiltig=12)
    sidor = sidorna(pdf(logga_in(v.mentor), v.plan, motesblad.NYCKEL))
    hela = " ".join(sidor)
    for ord_ in (
        "Uppföljningsmöte",
        "Datum: 15 december 2026",
        "Ansvarar: Maja Mentor",
        "Kallade: Maja Mentor, specialpedagog",
        "Närvarande:",
        "Mål 1: Alla är med på NO-lektionerna.",
        "12 % ogiltig, 6 % giltig",
        "☐ Vad visar frånvaron?",
        "☐ Räcker tiden?",
        "☒ Genomförd",
    ):
        assert ord_ in hela, ord_
    # Two goals with nothing ticked; of three insatser one is done.
    assert hela.count("☐ Nått ☐ På väg ☐ Ej nått") == 2
    assert hela.count("☐ Genomförd ☐ Pågår ☐ Inte börjat") == 2
    assert hela.count("☒") == 1


def test_the_sheet_follows_up_what_is_left(andra_varvet, logga_in):
    hela = " ".join(sidorna(pdf(logga_in(andra_varvet.mentor), andra_varvet.plan, motesblad.NYCKEL)))
    assert "Mål 1: Alla är med från början." in hela
    assert "Mål 2" not in hela
    assert "Varv: 2" in hela
    # What was said of the goal at the follow-up that has been is not said of the one to come.
    assert "☒ På väg" not in hela


# --- Pages ---


@pytest.mark.parametrize(("antal", "lang"), [(3, False), (24, True)])
def test_a_row_of_many_short_pieces_goes_on_over_the_page(antal, lang):
    """Else each of them takes a new page, and half of it stands empty."""
    rader = tuple(Rad(f"1.{n}", "Hela klassen") for n in range(antal))
    assert Ruta("Målgrupp", "", rader).lang == lang


# --- Black and white ---


def ljus(farg: str) -> float:
    """How light a colour comes out of a copier, 0 to 1."""
    hel = farg if len(farg) == 7 else "#" + "".join(2 * t for t in farg[1:])
    r, g, b = (int(hel[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return 0.299 * r + 0.587 * g + 0.114 * b


def test_the_bars_are_told_apart_by_a_copier():
    fyllning = {n: tecken.klass(n).split('fill="')[1].split('"')[0] for n in ("tl-gjord", "tl-pagar", "tl-kommande")}
    gjord, pagar, kommande = (ljus(farg) for farg in fyllning.values())
    assert kommande - pagar > 0.25
    assert pagar - gjord > 0.25


# --- Whom it is about, access, log ---


def test_a_pupils_plan_has_the_name_and_never_in_its_title(v, logga_in):
    plan = planer.elevplan(v.ada, v.mentor)
    for mall in ALLA:
        svar = pdf(logga_in(v.mentor), plan, mall)
        assert v.ada.namn in sidorna(svar)[0]
        assert v.ada.fornamn not in dokument(svar).metadata.title
        sida = utskrift(logga_in(v.mentor), plan, mall).content.decode()
        assert v.ada.fornamn not in sida.split("<title>")[1].split("</title>")[0]


def test_a_protected_pupils_plan_is_printed_under_the_alias_by_those_named(v, logga_in):
    skyddad = skyddad_elev(v.klass, v.mentor)
    plan = planer.elevplan(skyddad, v.mentor)
    assert skyddad.namn in sidorna(pdf(logga_in(v.mentor), plan, MODUL_2))[0]
    for vem in ("mentor2", "rektor", "elevhalsa"):
        assert pdf(logga_in(getattr(v, vem)), plan, MODUL_2).status_code == 404
        assert utskrift(logga_in(getattr(v, vem)), plan, UPPGIFT_5).status_code == 404


VEM = {"mentor2": 200, "rektor": 200, "elevhalsa": 200, "annan_mentor": 403, "larare": 403, "utanfor": 404}


@pytest.mark.parametrize(("vem", "status"), VEM.items())
def test_it_checks_access(v, logga_in, vem, status):
    klient = logga_in(getattr(v, vem))
    assert utskrift(klient, v.plan, MODUL_2).status_code == status
    assert pdf(klient, v.plan, motesblad.NYCKEL).status_code == status
    assert Handelse.objects.filter(handling=Handling.SKREV_UT).exists() == (status == 200)


def test_a_template_that_there_is_not_is_not_found(v, logga_in):
    klient = logga_in(v.mentor)
    for svar in (utskrift(klient, v.plan, "modul-3"), pdf(klient, v.plan, "modul-3"), blankett(klient, "modul-3")):
        assert svar.status_code == 404


def test_every_print_is_logged_for_the_plan_and_for_the_pupil(v, logga_in):
    plan = planer.elevplan(v.ada, v.mentor)
    utskrift(logga_in(v.mentor), plan, UPPGIFT_5)
    pdf(logga_in(v.mentor), v.plan, motesblad.NYCKEL)
    rader = Handelse.objects.filter(handling=Handling.SKREV_UT).order_by("id")
    assert [(h.vem_namn, h.text, h.objekt_kod, h.skola_kod) for h in rader] == [
        ("Maja Mentor", "plan för en elev (Uppgift 5)", plan.kod, v.skola.kod),
        ("Maja Mentor", "plan för en elev (Uppgift 5)", v.ada.kod, v.skola.kod),
        ("Maja Mentor", "plan för 7A (Uppföljningsmötets blad, PDF)", v.plan.kod, v.skola.kod),
    ]


def test_as_many_questions_however_much_the_plan_holds(v):
    antal = []
    for fyll in (False, True):
        if fyll:
            planer.fylld(v.plan, v.mentor)
        with CaptureQueriesContext(connection) as fragor:
            planen.ifylld(Plan.objects.get(pk=v.plan.pk), v.mentor, MODUL_2)
        antal.append(len(fragor))
    assert antal[0] == antal[1]
