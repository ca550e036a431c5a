"""The templates hold the material's words and no others: compared with texts typed from Modul 2 and Uppgift 5."""

import re
from dataclasses import FrozenInstanceError

import pytest

from handlingsplan import mallar
from handlingsplan.mallar import Agare, Typ

# The template of Modul 2 as it stands on its last page, and Uppgift 5 from top to bottom.
MODUL_2 = """
Mall för att genomföra förändringar och följa upp dem
Bakgrundsinformation (klass/grupp, individ, skolnivå)
Planering
1. Hur är det idag?
Gör en kort beskrivning av nuläget utifrån de mönster som framkommit i modul 1.
Behövs ytterligare information än den som framkommit från modul 1 för att få en rättvisande bild?
2. Vart ska vi?
Gör en kort beskrivning av den önskade effekten av en insats eller en förändring.
Formulera ett eller flera mål som är konkreta och möjliga att nå upp till. Tänk på att målen ska vara kopplade till
såväl det framkomna behovet från modul 1 som till kunskapsmålen i läroplanen.
3. Hur gör vi för att komma dit?
Fundera på vad det är som fungerar bra och hur kan ni göra mer av det.
Ange vilka insatser som är relevanta utifrån klassen/gruppens eller den enskilda elevens behov, använd er av vetenskap
och beprövad erfarenhet, professionell bedömning och/eller avstämning med elever för att erbjuda en verksam insats eller
förändring.
Koppla de angivna insatserna eller förändringarna till respektive mål från punkt 2 (Vart ska vi?). De planerade
insatserna ska vara konkreta.
4. Vem/vilka ansvarar?
Anteckna ansvarsområden och förväntningar för varje insats eller förändring.
5. Datum för uppföljning
Ange datum för när insatsen eller förändringen ska följas upp, hur den ska följas upp och vem som ansvarar för det.
Efter påbörjad insats eller förändring
6. Hur är det idag?
Beskriv hur arbetet med insatsen eller förändringen har gått. Har det skett någon förflyttning mot de uppsatta målen?
Beskriv kort nuläget.
7. Hur vill vi att det ska vara?
Beskriv kort den önskade effekten av en insats eller en förändring.
Är sedan tidigare uppsatta mål tillräckligt konkreta och möjliga att nå?
8. Hur gör vi för att komma dit?
Beskriv eventuella justeringar av pågående insatser eller förändringar utifrån klassen/gruppens eller den enskilda
elevens behov.
9. Vem/vilka ansvarar?
Beskriv hur det har gått utifrån ansvarsområden och förväntningar.
Behöver något justeras?
Behövs något stöd till den eller de som har ansvar?
10. Datum för uppföljning
Ange datum för när insatsen eller förändringen ska följas upp, hur den ska följas upp och vem som ansvarar för det.
"""
UPPGIFT_5 = """
Uppgift 5: Ta fram en handlingsplan för en insats som främjar eller förebygger skolfrånvaro.
Steg 1: Var är vi?
Nulägesanalys
(Beskriv kortfattat er analys av nuläget, underbyggt med närvarodata etc.)
Steg 2: Vart ska vi?
Mål
(Vilket eller vilka resultat vill ni att insatsen ska få? Ge gärna exempel på tecken, indikatorer, beteenden eller
handlingar som visar på att ni har nått, eller närmat er, målet)
Steg 3: Hur gör vi?
Aktivitet/förändrat förhållningssätt/förändrad rutin
(Vad ska ni göra? Hur?)
Målgrupp
(Vem eller vilka är i centrum för insatsen?)
Genomförande
(Vem eller vilka ska genomföra vilken uppgift? Behöver ni samverka med någon aktör utanför skolan?)
(När, vid vilket eller vilka tillfällen och hur ofta?)
Resurser/stöd/behov
(Till exempel: planeringstid, stöd av rektor eller annan personal, lokaler, enskild elevgrupp, stöd av vårdnadshavare
eller andra aktörer – vad behöver ni?)
Detaljerad tidplan
(När ska insatsen starta och när ska den senast vara genomförd?)
Steg 4: Hur blev det?
Planerad metod för “datainsamling” inför uppföljning och utvärdering
Diskutera det här steget innan det är dags för uppföljning och utvärdering! På vilket sätt kan ni se om insatsen har
gett resultat? (Till exempel genom datainsamling av ny närvarostatistik, observationer, samtal med vårdnadshavare
och/eller i personalgruppen etc. Jämför med målet ni satte upp.)
När?
(Bestäm en tidpunkt för uppföljningen, så att insamlingen av data är genomförd före den avslutande träffen)
Vem/vilka?
Vem eller vilka ska genomföra uppföljningen?
Resultat
(Undvik personuppgifter - resultat och insats i centrum!)
Analys och slutsatser
(Är det något särskilt som framträde i resultaten? Hur rimmar resultatet med målet för insatsen? Är det något som
förvånar er? Eller blev resultatet som ni hade tänkt er?)
Vi vill arbeta vidare med och/eller vidareutveckla
(Utgå från era gemensamma diskussioner)
Resultat och stöd inför ett nytt steg 1
"""

ALLA = mallar.las()


def i_ordning(mall: mallar.Mall, steg: tuple[mallar.Steg, ...]) -> list[str]:
    """The template's words in the order it asks them, without what the other template asks."""
    ord_ = [s for st in steg for s in (st.rubrik, *(t for d in st.delar if not d.tillagg for t in (d.rubrik, d.fraga)))]
    return [o for o in ord_ if o]


def utan_radbyten(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class TestOrden:
    def test_modul_2_word_for_word_and_in_order(self):
        mall = ALLA.modul_2
        fore = [mall.rubrik, mall.bakgrund, mall.rubrik_forsta]
        ord_ = [*fore, *i_ordning(mall, mall.forsta), mall.rubrik_senare, *i_ordning(mall, mall.senare)]
        assert " ".join(ord_) == utan_radbyten(MODUL_2)

    def test_uppgift_5_word_for_word_and_in_order(self):
        mall = ALLA.uppgift_5
        assert " ".join([mall.rubrik, *i_ordning(mall, mall.forsta), mall.rubrik_senare]) == utan_radbyten(UPPGIFT_5)

    def test_a_later_varv_of_uppgift_5_asks_the_same(self):
        assert i_ordning(ALLA.uppgift_5, ALLA.uppgift_5.senare) == i_ordning(ALLA.uppgift_5, ALLA.uppgift_5.forsta)

    def test_the_help_is_not_the_materials(self):
        material = utan_radbyten(MODUL_2 + UPPGIFT_5)
        for falt in ALLA.falt.values():
            assert falt.namn
            assert not [m for m in re.split(r"(?<=[.?!]) ", falt.hjalp) if len(m) > 15 and m in material]


# Which fields each part asks for besides the one it names.
EGNA = {
    Typ.BAKGRUND: {"monster", "faktorer"},
    Typ.MAL: {"mal", "tecken"},
    Typ.INSATSER: {"insats"},
    Typ.ANSVAR: {"forvantan"},
    Typ.TIDPLAN: {"tidplan"},
    Typ.FORFLYTTNING: {"forflyttning"},
    Typ.ANSVARET_GICK: {"ansvaret_gick"},
}
VAL = {Typ.INSATSER, Typ.ANSVAR, Typ.TIDPLAN, Typ.UPPFOLJNING, Typ.INSAMLAT, Typ.NARVARO, Typ.MAL, Typ.BAKGRUND}
AVSLUT = {"resultat", "slutsatser", "vidare"}


def falten(steg: tuple[mallar.Steg, ...]) -> set[str]:
    return {f for st in steg for d in st.delar for f in (EGNA.get(d.typ, set()) | ({d.falt} if d.falt else set()))}


class TestSammaPlan:
    """What is filled in one template is there in the other."""

    @pytest.mark.parametrize("forsta", [True, False])
    def test_both_templates_ask_for_the_same_fields(self, forsta):
        modul, uppgift = ALLA.modul_2.steg(forsta=forsta), ALLA.uppgift_5.steg(forsta=forsta)
        assert falten(modul) | AVSLUT == falten(uppgift)
        typer = [{d.typ for st in steg for d in st.delar} & VAL for steg in (modul, uppgift)]
        assert typer[0] == typer[1] == VAL

    def test_every_field_is_asked_for(self):
        allt = falten(ALLA.modul_2.forsta) | falten(ALLA.modul_2.senare)
        assert allt | AVSLUT == set(ALLA.falt)

    def test_a_field_is_asked_for_once_in_a_varv(self):
        for mall in (ALLA.modul_2, ALLA.uppgift_5):
            for forsta in (True, False):
                namngivna = [d.falt for st in mall.steg(forsta=forsta) for d in st.delar if d.falt]
                assert len(namngivna) == len(set(namngivna))

    def test_a_part_names_a_field_of_its_kind(self):
        agare = {Typ.TEXT: {Agare.PLAN, Agare.VARV}, Typ.INSATSTEXT: {Agare.INSATS}}
        for mall in (ALLA.modul_2, ALLA.uppgift_5):
            for st in (*mall.forsta, *mall.senare):
                for d in st.delar:
                    assert bool(d.falt) == (d.typ in agare)
                    assert not d.falt or ALLA.falt[d.falt].agare in agare[d.typ]


class TestLasning:
    def test_the_same_object_each_time_and_frozen(self):
        assert mallar.las(mallar.SENASTE) is mallar.las(mallar.SENASTE)
        with pytest.raises(FrozenInstanceError):
            ALLA.modul_2.namn = "annat"

    @pytest.mark.parametrize("nyckel", ["mallar-0", "../models", "", "__pycache__"])
    def test_no_other_version(self, nyckel):
        with pytest.raises(KeyError):
            mallar.las(nyckel)

    def test_steps_by_key(self):
        assert ALLA.mall("uppgift-5").steget("steg-4", forsta=True).kort == "Hur blev det?"
        assert ALLA.modul_2.steget("6", forsta=False).rubrik == "6. Hur är det idag?"
        with pytest.raises(KeyError):
            ALLA.modul_2.steget("6", forsta=True)
        with pytest.raises(KeyError):
            ALLA.mall("uppgift-6")
