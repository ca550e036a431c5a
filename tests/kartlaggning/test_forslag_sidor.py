"""From proposal to decision: what each person sees and can do in the summary and on the pages it leads to."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kartlaggning.eleven import elever
from kartlaggning.models import Beslut, Kartlaggning, Val
from kartlaggning.regler import OgiltigError, besluta, individ
from skolanknytning.logg.models import Handelse, Handling
from skolanknytning.skola.models import Mentorskap, Placering, idag

from .. import fabrik
from ..klient import utan_nycklar
from .individuella import eget_datum
from .rundor import GRON, runda

ROD = "ryyggggggg"


@pytest.fixture
def v(varld):
    """Ada, Bo and Cleo are proposed by a closed round, Dag and Edda are not."""
    farger = dict(zip(varld.elever, [ROD, "yyggyggggg", "yyyggggggg", GRON, GRON], strict=True))
    varld.runda = runda(varld.klass, varld.mentor, farger, datum=date(2026, 9, 29), stangd=True)
    varld.ada, varld.bo, varld.cleo, varld.dag, varld.edda = varld.elever
    return varld


def summa(v) -> str:
    return reverse("kartlaggning_sammanstallning", args=[v.runda.kod])


def starta(v) -> str:
    return reverse("forslag_starta", args=[v.runda.kod])


def avsta(elev) -> str:
    return reverse("forslag_avsta", args=[elev.kod])


def html(svar, status: int = 200) -> str:
    assert svar.status_code == status
    return utan_nycklar(svar)


def text(html: str) -> str:
    innehall = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", innehall))


def rader(sida: str) -> dict[str, str]:
    """The proposals' rows by the pupil's name, as HTML."""
    lista = sida[sida.index('<ul class="forslag') : sida.index("</ul>", sida.index('<ul class="forslag'))]
    alla = re.findall(r"<li[^>]*>(.*?)</li>", lista, re.DOTALL)
    return {re.search(r'forslag-namn"[^>]*>(?:<a[^>]*>)?([^<]+)<', rad)[1]: rad for rad in alla}


DATUM = {"datum": "2026-11-20"}


class TestTheSummary:
    def test_what_waits_can_be_chosen_or_declined(self, v, logga_in):
        sida = html(logga_in(v.mentor).get(summa(v)))
        assert "3 förslag väntar på ert beslut." in text(sida)
        ada = rader(sida)["Ada Ek"]
        assert f'name="elev" value="{v.ada.kod}"' in ada
        assert f'href="{avsta(v.ada)}">Avstå<span class="visually-hidden">, Ada Ek</span>' in ada
        assert f'<a href="{reverse("elev", args=[v.ada.kod])}">Ada Ek</a>' in ada
        assert f'<form method="get" action="{starta(v)}">' in sida
        assert "Starta för alla 3" in sida

    @pytest.mark.parametrize("vem", ["rektor", "elevhalsa"])
    def test_others_read_what_waits(self, v, logga_in, vem):
        individ.avsta(v.bo, v.runda, av=v.mentor2, ord_="Vi väntar.")
        sida = html(logga_in(getattr(v, vem)).get(summa(v)))
        assert "2 förslag väntar på mentorernas beslut." in text(sida)
        assert "Väntar på beslut" in rader(sida)["Ada Ek"]
        assert "Milo Mentor avstod" in rader(sida)["Bo Björk1"]
        assert f'href="{reverse("elev", args=[v.ada.kod])}"' in sida
        for bort in ('name="elev"', avsta(v.ada), starta(v)):
            assert bort not in sida

    def test_what_is_under_way_leads_to_the_form(self, v, logga_in):
        eget_datum(v.ada, v.mentor, datum=date(2026, 11, 10), stangd=False)
        for vem in (v.mentor, v.rektor, v.elevhalsa):
            ada = rader(html(logga_in(vem).get(summa(v))))["Ada Ek"]
            adress = reverse("individ", args=[v.ada.kod])
            assert f'<a href="{adress}">Pågår sedan 10 november<span class="visually-hidden">, Ada Ek</span></a>' in ada
            assert 'name="elev"' not in ada
            assert "Avstå" not in ada

    def test_what_is_done_says_when(self, v, logga_in):
        eget_datum(v.ada, v.mentor, datum=date(2026, 11, 3))
        eget_datum(v.bo, v.mentor, datum=date(2027, 1, 14))
        sida = rader(html(logga_in(v.mentor).get(summa(v))))
        assert "Gjord 3 november<" in sida["Ada Ek"]
        assert "Gjord 14 januari 2027<" in sida["Bo Björk1"]

    def test_what_was_declined_can_be_started_anyway(self, v, logga_in):
        individ.avsta(v.ada, v.runda, av=v.mentor, ord_='Vi <b>väntar</b> & "ser".')
        ada = rader(html(logga_in(v.mentor2).get(summa(v))))["Ada Ek"]
        assert f"Maja Mentor avstod {idag().day} " in ada
        assert "<q>Vi &lt;b&gt;väntar&lt;/b&gt; &amp; &quot;ser&quot;.</q>" in ada
        assert f'<a href="{starta(v)}?elev={v.ada.kod}">Starta ändå<' in ada
        assert 'type="checkbox"' not in ada

    def test_when_all_is_decided_nothing_is_to_be_sent(self, v, logga_in):
        for elev in (v.ada, v.bo, v.cleo):
            individ.avsta(elev, v.runda, av=v.mentor, ord_="Vi väntar.")
        sida = html(logga_in(v.mentor).get(summa(v)))
        assert "väntar på" not in text(sida)
        assert '<form method="get"' not in sida

    def test_a_later_round_takes_its_place(self, v, logga_in):
        ny = runda(v.klass, v.mentor, {v.ada: GRON, v.bo: ROD}, datum=date(2026, 11, 18))
        sida = rader(html(logga_in(v.mentor).get(summa(v))))
        assert "Bedömd på nytt i en senare kartläggning" in sida["Ada Ek"]
        assert 'name="elev"' not in sida["Bo Björk1"]
        assert 'name="elev"' in sida["Cleo Lind2"]
        # An open round may be acted on: a red mark needs no waiting.
        nya = html(logga_in(v.mentor).get(reverse("kartlaggning_sammanstallning", args=[ny.kod])))
        assert 'name="elev"' in rader(nya)["Bo Björk1"]

    def test_elevhalsa_follows_no_pupil_whom_the_latest_round_does_not_propose(self, v, logga_in):
        runda(v.klass, v.mentor, {v.ada: GRON}, datum=date(2026, 11, 18))
        ada = rader(html(logga_in(v.elevhalsa).get(summa(v))))["Ada Ek"]
        assert "<a" not in ada
        assert logga_in(v.elevhalsa).get(reverse("elev", args=[v.ada.kod])).status_code == 403

    def test_a_pupil_who_has_moved_is_for_the_new_mentors(self, v, logga_in):
        Placering.objects.filter(elev=v.ada).update(till=date(2026, 11, 1), fran=date(2026, 8, 18))
        Placering.objects.create(elev=v.ada, klass=v.annan_klass)
        eget_datum(v.ada, v.annan_mentor, klass=v.annan_klass, stangd=False)
        sida = html(logga_in(v.mentor).get(summa(v)))
        assert "Ada" not in sida
        assert v.ada.kod not in sida
        assert "<a" not in rader(sida)["Flyttad elev"]
        assert "Pågår" not in text(sida)
        assert "Pågår sedan" in rader(html(logga_in(v.rektor).get(summa(v))))["Ada Ek"]

    def test_the_mentor_of_the_class_now_decides_about_last_lasar_s_round(self, v, logga_in):
        ny = fabrik.klass(v.skola, "8A", v.annan_mentor, lasar=2027, stam=v.klass.stam)
        Placering.objects.filter(klass=v.klass).update(till=date(2027, 8, 17), fran=date(2026, 8, 18))
        for elev in v.elever:
            Placering.objects.create(elev=elev, klass=ny)
        assert 'name="elev"' in rader(html(logga_in(v.annan_mentor).get(summa(v))))["Ada Ek"]
        # Those of last läsår read the round, without names.
        assert "Ada" not in html(logga_in(v.mentor).get(summa(v)))
        svar = logga_in(v.annan_mentor).post(starta(v), DATUM | {"elev": v.ada.kod})
        assert svar.url == reverse("individ", args=[v.ada.kod])
        assert elever.oppet_datum(v.ada).klass == ny


class TestStarting:
    def test_the_chosen_are_named_with_the_reason(self, v, logga_in):
        klient = logga_in(v.mentor)
        sida = html(klient.get(starta(v), {"elev": [v.ada.kod, v.cleo.kod]}))
        assert list(rader(sida)) == ["Ada Ek", "Cleo Lind2"]
        assert "1 rött (Närvarande i alla ämnen), 2 gula" in sida
        assert sida.count(" checked>") == 2
        assert re.search(r'<input type="checkbox" name="hamta"[^>]*>', sida)
        assert "checked" not in re.search(r'<input type="checkbox" name="hamta"[^>]*>', sida)[0]
        assert list(rader(html(klient.get(starta(v), {"alla": "1"})))) == ["Ada Ek", "Bo Björk1", "Cleo Lind2"]

    def test_one_leads_straight_to_the_form(self, v, logga_in):
        svar = logga_in(v.mentor).post(starta(v), DATUM | {"elev": v.ada.kod})
        assert svar.url == reverse("individ", args=[v.ada.kod])
        ny = elever.oppet_datum(v.ada)
        assert (ny.datum, ny.skapad_av, ny.markeringar.count()) == (date(2026, 11, 20), v.mentor, 0)
        beslut = Beslut.objects.get(elev=v.ada)
        assert (beslut.kartlaggning, beslut.val, beslut.individ) == (v.runda, Val.STARTA, ny)
        assert beslut.skal == "1 rött (Närvarande i alla ämnen), 2 gula"

    def test_several_lead_back_with_a_word(self, v, logga_in):
        svar = logga_in(v.mentor).post(starta(v), DATUM | {"elev": [v.ada.kod, v.bo.kod]}, follow=True)
        assert svar.redirect_chain == [(summa(v), 302)]
        assert "2 individuella kartläggningar är startade." in text(html(svar))
        assert [bool(elever.oppet_datum(e)) for e in v.elever] == [True, True, False, False, False]

    def test_marks_are_taken_over_only_by_choice_and_wait_to_be_confirmed(self, v, logga_in):
        logga_in(v.mentor).post(starta(v), DATUM | {"elev": [v.ada.kod, v.bo.kod], "hamta": "on"})
        for elev in (v.ada, v.bo):
            rutor = elever.oppet_datum(elev).markeringar.all()
            assert {(r.hamtad, r.andrad_av) for r in rutor} == {(True, v.mentor)}
            assert rutor.count() == 10

    @pytest.mark.parametrize("data", [{}, {"elev": "finnsinte222"}, {"elev": "dag"}])
    def test_nobody_chosen_starts_nothing(self, v, logga_in, data):
        data = {"elev": v.dag.kod} if data.get("elev") == "dag" else data
        for svar in (logga_in(v.mentor).get(starta(v), data), logga_in(v.mentor).post(starta(v), DATUM | data)):
            assert svar.url == summa(v)
        assert not Kartlaggning.objects.filter(niva="individ").exists()

    def test_a_colleague_who_was_first_is_not_started_over(self, v, logga_in):
        gammal = eget_datum(v.ada, v.mentor2, stangd=False)
        svar = logga_in(v.mentor).post(starta(v), DATUM | {"elev": v.ada.kod}, follow=True)
        assert "Förslaget är redan beslutat." in text(html(svar))
        assert elever.oppet_datum(v.ada) == gammal

    @pytest.mark.parametrize("datum", ["", "2030-01-01", "igår"])
    def test_the_date_is_read_strictly(self, v, logga_in, datum):
        sida = html(logga_in(v.mentor).post(starta(v), {"elev": v.ada.kod, "datum": datum}), 422)
        assert "invalid-feedback" in sida
        assert list(rader(sida)) == ["Ada Ek"]
        assert not Beslut.objects.exists()

    def test_all_or_none(self, v):
        Placering.objects.filter(elev=v.bo).update(till=date(2026, 11, 1), fran=date(2026, 8, 18))
        with pytest.raises(OgiltigError):
            besluta.starta_flera([v.ada, v.bo], av=v.mentor, datum=idag(), forslag=v.runda, hamta=False)
        assert not Beslut.objects.exists()

    def test_it_is_logged_without_what_was_judged(self, v, logga_in):
        logga_in(v.mentor).post(starta(v), DATUM | {"elev": v.ada.kod})
        rad = Handelse.objects.filter(handling=Handling.SKAPADE, objekt_typ="kartläggning").latest("id")
        assert rad.text == "individuell kartläggning av en elev i 7A"

    @pytest.mark.parametrize(
        ("vem", "status"),
        [("mentor2", 200), ("rektor", 403), ("elevhalsa", 403), ("annan_mentor", 403), ("utanfor", 404)],
    )
    def test_it_checks_access(self, v, logga_in, vem, status):
        klient = logga_in(getattr(v, vem))
        assert klient.get(starta(v), {"elev": v.ada.kod}).status_code == status
        assert klient.get(avsta(v.ada)).status_code == status
        adress = reverse("individ_starta", args=[v.ada.kod])
        assert klient.get(adress).status_code == status
        if status != 200:
            assert klient.post(adress, DATUM).status_code == status
            assert klient.post(avsta(v.ada), {"ord": "Vi väntar."}).status_code == status
        assert not Beslut.objects.exists()


class TestDeclining:
    def test_with_a_word_that_stays(self, v, logga_in):
        klient = logga_in(v.mentor)
        sida = html(klient.get(avsta(v.ada)))
        assert "Ada Ek föreslås enligt klassens kartläggning 29 september 2026: 1 rött" in text(sida)
        assert "Skriv inget om diagnos, hälsa eller familj" in text(sida)
        svar = klient.post(avsta(v.ada), {"ord": "Klassen först."}, follow=True)
        assert svar.redirect_chain == [(summa(v), 302)]
        beslut = Beslut.objects.get(elev=v.ada)
        assert (beslut.kartlaggning, beslut.val, beslut.ord, beslut.av) == (
            v.runda,
            Val.AVSTA,
            "Klassen först.",
            v.mentor,
        )
        assert beslut.skal.startswith("1 rött")

    @pytest.mark.parametrize("ord_", ["", "   "])
    def test_a_word_is_needed(self, v, logga_in, ord_):
        sida = html(logga_in(v.mentor).post(avsta(v.ada), {"ord": ord_}), 422)
        assert "Skriv med ett par ord varför ni avstår." in sida
        assert not Beslut.objects.exists()

    @pytest.mark.parametrize("ord_", ["Dag är lika berörd.", "Se 20120304-1234.", "Prata med Ada först."])
    def test_names_and_personnummer_are_asked_about_once(self, v, logga_in, ord_):
        klient = logga_in(v.mentor)
        sida = html(klient.post(avsta(v.ada), {"ord": ord_}), 422)
        assert "Inte sparat än." in text(sida)
        assert not Beslut.objects.exists()
        assert klient.post(avsta(v.ada), {"ord": ord_, "bekraftad": "on"}).status_code == 302
        assert Beslut.objects.get().ord == ord_

    def test_names_are_those_of_the_class_the_pupil_is_in_now(self, v, logga_in):
        ny = fabrik.klass(v.skola, "7C", v.annan_mentor)
        fabrik.elev(ny, "Xerxes")
        v.ada.placeringar.update(till=idag())
        Placering.objects.create(elev=v.ada, klass=ny)
        klient = logga_in(v.annan_mentor)
        assert klient.post(avsta(v.ada), {"ord": "Xerxes är lika berörd."}).status_code == 422
        assert klient.post(avsta(v.ada), {"ord": "Dag är lika berörd."}).status_code == 302

    def test_reading_the_proposal_is_in_the_log(self, v, logga_in):
        html(logga_in(v.mentor).get(avsta(v.ada)))
        rad = Handelse.objects.get(objekt_kod=v.ada.kod, handling=Handling.LASTE)
        assert (rad.vem_namn, rad.text) == ("Maja Mentor", "förslaget om en elev i 7A")

    def test_another_word_takes_its_place(self, v, logga_in):
        klient = logga_in(v.mentor)
        for ord_ in ("Klassen först.", "Fortfarande klassen."):
            klient.post(avsta(v.ada), {"ord": ord_})
        assert "<q>Fortfarande klassen.</q>" in rader(html(klient.get(summa(v))))["Ada Ek"]
        assert Beslut.objects.count() == 2

    def test_without_a_proposal_there_is_nothing_to_decline(self, v, logga_in):
        eget_datum(v.bo, v.mentor, stangd=False)
        for elev in (v.dag, v.bo):
            svar = logga_in(v.mentor).post(avsta(elev), {"ord": "Klassen först."}, follow=True)
            assert "Det finns inget förslag att ta ställning till." in text(html(svar))
        assert not Beslut.objects.exists()

    def test_the_new_mentor_declines_what_the_old_class_proposed(self, v, logga_in):
        """And is led to the pupil's page, since the other class's summary is not theirs."""
        Placering.objects.filter(elev=v.ada).update(till=date(2026, 11, 1), fran=date(2026, 8, 18))
        Placering.objects.create(elev=v.ada, klass=v.annan_klass)
        svar = logga_in(v.annan_mentor).post(avsta(v.ada), {"ord": "Klassen först."})
        assert svar.url == reverse("elev", args=[v.ada.kod])
        assert Beslut.objects.get().kartlaggning == v.runda


class TestStartingFromThePupilsPage:
    def test_with_a_proposal_the_decision_belongs_to_it(self, v, logga_in):
        svar = logga_in(v.mentor).post(reverse("individ_starta", args=[v.ada.kod]), DATUM | {"hamta": "on"})
        assert svar.url == reverse("individ", args=[v.ada.kod])
        assert Beslut.objects.get().kartlaggning == v.runda
        assert elever.oppet_datum(v.ada).markeringar.filter(hamtad=True).count() == 10

    def test_without_a_proposal(self, v, logga_in):
        logga_in(v.mentor).post(reverse("individ_starta", args=[v.dag.kod]), DATUM)
        beslut = Beslut.objects.get()
        assert (beslut.kartlaggning, beslut.skal, beslut.elev) == (None, "", v.dag)

    def test_a_pupil_whom_no_class_round_has_judged_has_nothing_to_take_over(self, varld, logga_in):
        sida = html(logga_in(varld.mentor).get(reverse("individ_starta", args=[varld.elever[0].kod])))
        assert 'name="hamta"' not in sida
        assert 'name="datum"' in sida

    def test_what_is_under_way_is_gone_on_with(self, v, logga_in):
        eget_datum(v.ada, v.mentor, stangd=False)
        adress = reverse("individ_starta", args=[v.ada.kod])
        for svar in (logga_in(v.mentor).get(adress), logga_in(v.mentor).post(adress, DATUM)):
            assert svar.url == reverse("individ", args=[v.ada.kod])
        assert not Beslut.objects.exists()


class TestProtectedIdentity:
    @pytest.fixture
    def kim(self, v):
        kim = fabrik.elev(v.klass, "Kim", "Alias", skyddad=True)
        kim.far_se.add(v.mentor)
        v.runda = runda(v.klass, v.mentor, {v.ada: ROD, kim: ROD}, datum=date(2026, 11, 20))
        return kim

    def test_only_the_named_decide_or_know(self, v, kim, logga_in):
        assert 'name="elev"' in rader(html(logga_in(v.mentor).get(summa(v))))["Kim Alias"]
        for person in (v.mentor2, v.rektor, v.elevhalsa):
            sida = html(logga_in(person).get(summa(v)))
            assert list(rader(sida)) == ["Ada Ek"]
            assert "1 förslag väntar" in text(sida)
            assert logga_in(person).get(avsta(kim)).status_code == 404
        svar = logga_in(v.mentor2).post(starta(v), DATUM | {"elev": [kim.kod]})
        assert svar.url == summa(v)
        assert not Beslut.objects.exists()

    def test_a_form_of_a_protected_pupil_is_counted_for_the_named_alone(self, v, kim, logga_in):
        individ.starta(kim, av=v.mentor, datum=date(2026, 11, 20))
        adress = reverse("klass", args=[v.klass.kod])
        assert 'id="individer"' in html(logga_in(v.mentor).get(adress))
        for person in (v.mentor2, v.rektor, v.elevhalsa):
            assert 'id="individer"' not in html(logga_in(person).get(adress))


class TestTheClassPage:
    def sida(self, logga_in, person, klass) -> str:
        return html(logga_in(person).get(reverse("klass", args=[klass.kod])))

    def test_the_forms_of_the_class(self, v, logga_in):
        eget_datum(v.ada, v.mentor, datum=date(2026, 10, 7))
        eget_datum(v.ada, v.mentor, "g" * 15 + "HH", datum=date(2026, 11, 18), stangd=False)
        eget_datum(v.ada, v.mentor, "", tillfragad=v.annan_mentor, stangd=False)
        eget_datum(v.ada, v.mentor, tillfragad=v.rektor)
        eget_datum(v.bo, v.mentor, datum=date(2026, 10, 14))
        sida = self.sida(logga_in, v.mentor, v.klass)
        del_ = sida[sida.index('id="individer"') : sida.index('class="klass-delar"')]
        ord_ = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", del_))
        assert "Ada Ek Pågår sedan 18 november 2026 · 2 datum 15 av 21 bedömda 2 hämtade att bekräfta · Väntar" in ord_
        assert "Väntar på svar från Alva Annan" in ord_
        assert "Bo Björk1 Klar 14 oktober 2026 21 av 21 bedömda" in ord_
        assert reverse("individ", args=[v.ada.kod]) in del_
        assert "1\N{NO-BREAK SPACE}kartläggning\N{NO-BREAK SPACE}pågår" in sida

    def test_elevhalsa_reads_those_with_a_form_by_name_and_no_other(self, v, logga_in):
        eget_datum(v.dag, v.mentor)
        sida = self.sida(logga_in, v.elevhalsa, v.klass)
        assert "Dag Alm3" in sida
        assert "Ada" not in sida
        assert Handelse.objects.filter(objekt_kod=v.klass.kod, vem_kod=v.elevhalsa.kod).exists()

    def test_the_administrator_reads_nothing_of_them(self, v, logga_in):
        eget_datum(v.ada, v.mentor)
        sida = self.sida(logga_in, v.administrator, v.klass)
        assert 'id="individer"' not in sida
        assert reverse("elev", args=[v.ada.kod]) not in sida

    def test_names_lead_to_the_pupil_for_who_may_follow(self, v, logga_in):
        for person in (v.mentor, v.rektor):
            assert f'<a href="{reverse("elev", args=[v.dag.kod])}">Dag Alm3</a>' in self.sida(logga_in, person, v.klass)

    def test_the_next_thing_goes_from_proposals_to_forms_to_the_summary(self, v, logga_in):
        for elev in (v.bo, v.cleo):
            individ.avsta(elev, v.runda, av=v.mentor, ord_="Klassen först.")
        sida = self.sida(logga_in, v.mentor, v.klass)
        assert "2 av 3 förslag beslutade" in sida
        assert f'href="{summa(v)}#forslag">Gå igenom förslagen<' in sida
        ny = individ.starta(v.ada, av=v.mentor, datum=date(2026, 11, 20), forslag=v.runda)
        sida = self.sida(logga_in, v.mentor2, v.klass)
        assert "3 av 3 förslag beslutade" in sida
        assert f'href="{reverse("klass", args=[v.klass.kod])}#individer">Fortsätt med 1 individuell' in sida
        Kartlaggning.objects.filter(pk=ny.pk).update(stangd="2026-11-21T12:00Z")
        sida = self.sida(logga_in, v.mentor, v.klass)
        assert "Se sammanställningen" in sida
        assert re.search(r'resa-nu" aria-current="step">.*?Analys', sida, re.DOTALL)

    def test_what_a_later_round_of_a_group_has_replaced_is_not_waited_for(self, v, logga_in):
        """Nor two forms counted for a pupil who is in a class and a group."""
        grupp = fabrik.klass(v.skola, "Läsgrupp", v.mentor, grupp=True)
        for elev in (v.ada, v.bo):
            Placering.objects.create(elev=elev, klass=grupp)
        eget_datum(v.bo, v.mentor, klass=v.klass, datum=date(2026, 11, 1), stangd=False)
        runda(grupp, v.mentor, {v.ada: GRON}, datum=date(2026, 11, 18), stangd=True)
        assert "Bedömd på nytt" in rader(html(logga_in(v.mentor).get(summa(v))))["Ada Ek"]
        sida = self.sida(logga_in, v.mentor, v.klass)
        assert "1 av 2 förslag beslutade" in sida
        assert "1\N{NO-BREAK SPACE}kartläggning\N{NO-BREAK SPACE}pågår" in sida
        assert "1\N{NO-BREAK SPACE}kartläggning\N{NO-BREAK SPACE}pågår" in self.sida(logga_in, v.mentor, grupp)

    def test_a_proposed_pupil_who_has_moved_holds_nobody_up(self, v, logga_in):
        for elev in (v.bo, v.cleo):
            individ.avsta(elev, v.runda, av=v.mentor, ord_="Klassen först.")
        Placering.objects.filter(elev=v.ada).update(till=date(2026, 11, 1), fran=date(2026, 8, 18))
        assert "2 av 2 förslag beslutade" in self.sida(logga_in, v.mentor, v.klass)


def test_a_mentor_who_is_so_no_longer_cannot_decide(v, logga_in):
    klient = logga_in(v.mentor)
    assert klient.get(avsta(v.ada)).status_code == 200
    Mentorskap.objects.filter(personal=v.mentor).delete()
    assert klient.get(avsta(v.ada)).status_code == 403
    assert klient.get(starta(v), {"elev": v.ada.kod}).status_code == 403
    with pytest.raises(PermissionDenied):
        elever.hamta_elev_att_bedoma(type(v.mentor).objects.get(pk=v.mentor.pk), v.ada.kod)


def test_the_reason_stands_in_the_form_s_order(v):
    """Also when the squares were written in another."""
    ruta = v.runda.markeringar.get(elev=v.ada, pastaende="beteende-2")
    ruta.delete()
    ruta.save(force_insert=True)
    assert elever.foreslas(v.runda, v.ada).gula == ("beteende-2", "beteende-3")
