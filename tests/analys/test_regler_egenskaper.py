"""Two people in one meeting, whatever they do and in whatever order: held against a plain model of lists and dicts.

No text that was saved disappears unseen, order is what the presses made it, a class has one open meeting, and an ended
one stands still.
"""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analys import regler, urval
from analys.models import Analys, Monster
from skolanknytning.logg.models import Handelse

from .moten import DAG, koppling, monster, mote, stangd_runda, steg

DIMENSION = st.sampled_from(["beteende", "affektiv"])
SLAG = st.sampled_from(["oro", "styrka"])
VEM, PLATS = st.integers(0, 1), st.integers(0, 9)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=8).filter(str.strip)
EGENSKAP = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def nytt(varld) -> Callable[[], Analys]:
    """A function that makes an empty meeting; the one before it is gone."""
    runda = stangd_runda(varld.klass, varld.mentor)

    def _nytt() -> Analys:
        Analys.objects.all().delete()
        return regler.planera(runda, datum=DAG, elever=varld.elever[:4], av=varld.mentor)

    return _nytt


# --- Texts ----------------------------------------------------------------------------------------------------------


@EGENSKAP
@given(st.lists(st.tuples(VEM, st.sampled_from(["skriv", "las"]), st.integers(0, 3), TEXT), max_size=25))
def test_no_saved_text_is_written_over_unseen(varld, nytt, handelser):
    """The recount: what stands, and what each has seen of it. Every text that ever stood is there or among the
    earlier ones, but for what one person wrote over their own in the same sitting.
    """
    personer, analys = [varld.mentor, varld.rektor], nytt()
    m = monster(analys, varld.mentor, "Först", elev=varld.elever[0])
    rader = [m, koppling(m, varld.mentor), steg(m, varld.mentor), None]
    rader[3] = regler.svar_for(analys, varld.elever[0], "agerande")
    star = [(r.text, r.version) for r in rader]
    sett = [list(star), list(star)]
    skrivare: list[list[tuple[int, str]]] = [[(0, r.text)] for r in rader]
    for vem, vad, n, text in handelser:
        if vad == "las":
            sett[vem][n] = star[n]
            continue
        text = text.replace("\r\n", "\n").strip()
        u = regler.spara(rader[n], text, ersatter=sett[vem][n][1], av=personer[vem], bekraftad=True)
        if text == star[n][0]:
            assert u.sparad
        elif sett[vem][n] == star[n]:
            assert (u.sparad, u.rad.text) == (True, text)
            star[n] = (text, star[n][1] + 1)
            skrivare[n].append((vem, text))
        else:
            assert (u.sparad, u.krock, u.rad.text) == (False, True, star[n][0])
        assert u.rad.version == star[n][1]
        if u.sparad:
            sett[vem][n] = star[n]
    for n, rad in enumerate(rader):
        nu = regler.svar_for(analys, rad.elev, rad.fraga) if n == 3 else type(rad).objects.get(pk=rad.pk)
        assert (nu.text, nu.version) == star[n]
        byten = [fore for fore, efter in zip(skrivare[n], skrivare[n][1:], strict=False) if fore[0] != efter[0]]
        assert [t.text for t in urval.tidigare(nu)][::-1] == [text for _, text in byten if text]


# --- Order ----------------------------------------------------------------------------------------------------------


def flyttad(lista: list, plats: int, upp: bool, med: Callable) -> None:
    """Change places in the list with the nearest before or after that is of the same kind; the recount's rule."""
    steg_ = -1 if upp else 1
    granne = next((i for i in range(plats + steg_, -1 if upp else len(lista), steg_) if med(lista[i])), None)
    if granne is not None:
        lista[plats], lista[granne] = lista[granne], lista[plats]


PRESSAR = {
    "bort": regler.ta_bort,
    "flytta": lambda m, upp, av: regler.flytta(m, upp=upp, av=av),
    "angelagen": regler.angelagen,
    "flytta angelagna": lambda m, upp, av: regler.flytta(m, upp=upp, bland_angelagna=True, av=av),
}
MONSTERSTEG = st.one_of(
    st.tuples(st.just("ny"), SLAG, DIMENSION, st.booleans()),
    st.tuples(st.just("bort"), PLATS),
    st.tuples(st.just("flytta"), PLATS, st.booleans()),
    st.tuples(st.just("angelagen"), PLATS, st.booleans()),
    st.tuples(st.just("flytta angelagna"), PLATS, st.booleans()),
    st.tuples(st.just("avsluta eller öppna")),
)


@EGENSKAP
@given(st.lists(MONSTERSTEG, max_size=30))
def test_patterns_stand_as_they_were_put(varld, nytt, handelser):
    analys, oppen, ada = nytt(), True, varld.elever[0]
    # As they stand: (number, slag, dimension, about Ada, angelägen).
    lista: list[list] = []

    def hamta(rad) -> Monster:
        return analys.monster.get(text=f"M{rad[0]}")

    for nummer, (vad, *vilket) in enumerate(handelser):
        if vad == "avsluta eller öppna":
            (regler.avsluta if oppen else regler.oppna)(analys, av=varld.mentor)
            oppen = not oppen
            continue
        if vad == "ny":
            slag, dimension, om_ada = vilket
            mer = {"slag": slag, "dimension": dimension, "elev": ada if om_ada else None}
            gor = partial(monster, analys, varld.mentor, f"M{nummer}", **mer)
        elif not lista:
            continue
        else:
            rad = lista[vilket[0] % len(lista)]
            gor = partial(PRESSAR[vad], hamta(rad), *vilket[1:], av=varld.mentor2)
        fore = (analys.version, Handelse.objects.count())
        if not oppen:
            with pytest.raises(regler.AvslutadError):
                gor()
            assert (analys.version, Handelse.objects.count()) == fore
            continue
        if vad == "flytta angelagna" and not rad[4]:
            continue
        gor()
        if vad == "ny":
            lista.append([nummer, *vilket, False])
        elif vad == "bort":
            lista.remove(rad)
        elif vad == "angelagen":
            rad[4] = vilket[1]
        elif vad == "flytta":
            flyttad(lista, lista.index(rad), vilket[1], lambda r, rad=rad: r[1:4] == rad[1:4])
        else:
            flyttad(lista, lista.index(rad), vilket[1], lambda r: r[4])
        star = analys.monster.select_related("elev")
        assert [[int(m.text[1:]), m.slag, m.dimension, m.elev == ada, m.angelagen] for m in star] == lista
    innehall = urval.innehall(Analys.objects.get(pk=analys.pk), varld.rektor)
    for slag in ("oro", "styrka"):
        for elev in (None, ada):
            skulle = [r[0] for r in lista if r[1] == slag and r[3] == (elev is ada)]
            assert [int(r.monster.text[1:]) for r in innehall.i(slag, elev=elev)] == skulle


PUNKTSTEG = st.one_of(
    st.tuples(st.just("upp"), st.sets(st.integers(0, 4))),
    st.tuples(st.just("av"), PLATS),
    st.tuples(st.just("klar"), PLATS, st.booleans()),
    st.tuples(st.just("flytta"), PLATS, st.booleans(), st.sets(st.integers(0, 4))),
)


@EGENSKAP
@given(st.lists(PUNKTSTEG, max_size=25))
def test_the_agenda_stands_as_it_was_put(varld, nytt, handelser):
    analys, elever = nytt(), varld.elever
    lista: list[list] = [[n, False] for n in range(4)]
    for vad, *vilket in handelser:
        if vad == "upp":
            ordnade = sorted(vilket[0])
            regler.satt_upp(analys, [elever[n] for n in ordnade], av=varld.mentor)
            lista += [[n, False] for n in ordnade if n not in [rad[0] for rad in lista]]
        elif lista:
            rad = lista[vilket[0] % len(lista)]
            punkt = analys.punkter.get(elev=elever[rad[0]])
            if vad == "av":
                regler.ta_av(punkt, av=varld.mentor2)
                lista.remove(rad)
            elif vad == "klar":
                regler.satt_klar(punkt, vilket[1], av=varld.mentor2)
                rad[1] = vilket[1]
            else:
                ser = vilket[2]
                regler.flytta_punkt(punkt, upp=vilket[1], bland=[elever[n].id for n in ser], av=varld.mentor)
                if rad[0] in ser:
                    flyttad(lista, lista.index(rad), vilket[1], lambda r, ser=ser: r[0] in ser)
        assert [[elever.index(p.elev), p.klar] for p in analys.punkter.select_related("elev")] == lista


# --- Meetings -------------------------------------------------------------------------------------------------------

MOTESSTEG = st.tuples(
    st.sampled_from(["planera", "planera skola", "avsluta", "öppna", "ställ in", "skriv"]), st.integers(0, 1), PLATS
)


@EGENSKAP
@given(st.lists(MOTESSTEG, max_size=25))
def test_a_class_and_a_school_have_one_open_meeting_each(varld, handelser):
    """The recount: for each meeting whether it is open and empty, and what it is about."""
    Analys.objects.all().delete()
    rundor = [mote(k, varld.rektor).kartlaggning for k in (varld.klass, varld.annan_klass)]
    Analys.objects.all().delete()
    moten: list[list] = []  # [what it is about, open, empty, the meeting]
    for vad, vilken, plats in handelser:
        om = "skola" if vad == "planera skola" else vilken
        upptagen = [m for m in moten if m[0] == om and m[1]]
        if vad.startswith("planera"):
            gor = (
                (lambda: regler.planera_skola(varld.skola, datum=DAG, av=varld.rektor))
                if om == "skola"
                else (lambda r=rundor[vilken]: regler.planera(r, datum=DAG, av=varld.rektor))
            )
            if upptagen:
                with pytest.raises(regler.PagarError):
                    gor()
            else:
                moten.append([om, True, True, gor()])
        elif moten:
            m = moten[plats % len(moten)]
            andra = [x for x in moten if x is not m and x[0] == m[0] and x[1]]
            gor = {
                "avsluta": regler.avsluta,
                "öppna": regler.oppna,
                "ställ in": regler.stall_in,
                "skriv": monster,
            }[vad]
            kwargs = {} if vad == "skriv" else {"av": varld.rektor}
            args = (m[3], varld.rektor) if vad == "skriv" else (m[3],)
            if vad == "öppna" and not m[1] and andra:
                with pytest.raises(regler.PagarError):
                    gor(*args, **kwargs)
            elif vad != "öppna" and not m[1]:
                with pytest.raises(regler.AvslutadError):
                    gor(*args, **kwargs)
            elif vad == "ställ in" and not m[2]:
                with pytest.raises(regler.OgiltigError):
                    gor(*args, **kwargs)
            else:
                gor(*args, **kwargs)
                if vad == "ställ in":
                    moten.remove(m)
                elif vad == "skriv":
                    m[2] = False
                else:
                    m[1] = vad == "öppna"
        star = {(a.id, a.oppen) for a in Analys.objects.all()}
        assert star == {(m[3].id, m[1]) for m in moten}
