"""For any list and any school: each row comes to one end, no pupil is used twice, and again changes nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from skolanknytning.skola.klasslista_jamforelse import jamfor, utan_skyddade_namn
from skolanknytning.skola.klasslista_plan import Elevlage, Klasslage, Lage, Mal, Plan, klassnyckel
from skolanknytning.skola.klasslista_typer import Rad

KLASSER = (
    Klasslage("a7", "7A", 2026, grupp=False, far_andras=True),
    Klasslage("b7", "7B", 2026, grupp=False, far_andras=True),
    Klasslage("c7", "7C", 2026, grupp=False, far_andras=False),
    Klasslage("a6", "6A", 2025, grupp=False, far_andras=True),
    Klasslage("fr", "Franska", 2026, grupp=True, far_andras=True),
)
# Few names, ids and classes, so that they collide.
NAMN = st.sampled_from(["Ada Ek", "ada ek", "Bo Alm", "Cleo Asp"])
ELEV_ID = st.sampled_from(["", "", "1", "2", "3"])


@st.composite
def lagen(draw) -> Lage:
    """A school whose pupils share names but not ids."""
    idn = draw(st.lists(st.sampled_from(["", "", "", "1", "2", "3", "4"]), max_size=6))
    idn = [i if i and i not in idn[:n] else "" for n, i in enumerate(idn)]
    elever = []
    for n, elev_id in enumerate(idn):
        skyddad = draw(st.booleans()) and draw(st.booleans())
        namn = f"Skyddad elev {n}" if skyddad else draw(NAMN)
        klasser = tuple(draw(st.sets(st.sampled_from(KLASSER), max_size=2)))
        elever.append(Elevlage(f"e{n}", namn, elev_id, skyddad, klasser, all(k.far_andras for k in klasser)))
    upptagna = draw(st.sets(st.sampled_from(["1", "2", "3"]))) - {e.elev_id for e in elever}
    return Lage(2026, KLASSER, tuple(elever), frozenset(upptagna), draw(st.booleans()))


@st.composite
def rader(draw) -> list[Rad]:
    """The rows of a file."""
    lista = []
    for nummer in range(2, 2 + draw(st.integers(0, 8))):
        fornamn, efternamn = draw(NAMN).split()
        klass = draw(st.sampled_from(["7A", "7 a", "7B", "7C", "9X", "Franska", ""]))
        lista.append(Rad(nummer, fornamn, efternamn, klass, draw(ELEV_ID), skyddad=draw(st.booleans())))
    return lista


def efter(lage: Lage, plan: Plan) -> Lage:
    """The school when the plan has been carried out."""
    klasser = list(lage.klasser)
    elever = {e.kod: e for e in lage.elever}
    for klassplan in plan.klasser:
        klass = next((k for k in klasser if k.kod == klassplan.kod), None)
        if klass is None:
            klass = Klasslage(f"ny-{klassplan.namn}", klassplan.namn, lage.lasar, klassplan.grupp, far_andras=True)
            klasser.append(klass)
        for a in klassplan.atgarder:
            elev = a.elev and elever[a.elev.kod]
            kod = elev.kod if elev else f"ny{a.rad.rad}"
            elev = elev or Elevlage(kod, a.rad.namn, a.rad.elev_id, False, (), True)
            if a.nytt_namn:
                elev = replace(elev, namn=a.rad.namn)
            if a.nytt_id:
                elev = replace(elev, elev_id=a.rad.elev_id)
            if a.blir_skyddad:
                elev = replace(elev, namn=f"Skyddad elev {kod}", skyddad=True)
            kvar = tuple(k for k in elev.klasser if k not in a.fran)
            elever[kod] = replace(elev, klasser=(*kvar, klass) if a.placeras else kvar)
    return replace(lage, klasser=tuple(klasser), elever=tuple(elever.values()))


def las_in(lista: list[Rad], lage: Lage) -> tuple[list[Rad], int, Plan]:
    """The rows that are kept, the problems they had as such, and the plan."""
    kvar, problem = utan_skyddade_namn(lista, lage, Mal())
    return kvar, len(problem), jamfor(kvar, lage, Mal())


@given(rader(), lagen())
def test_each_row_comes_to_one_end(lista, lage):
    kvar, _, plan = las_in(lista, lage)
    gjorda = [a.rad.rad for k in plan.klasser for a in k.atgarder]
    assert sorted([*gjorda, *(p.rad for p in plan.problem)]) == sorted(r.rad for r in kvar)


@given(rader(), lagen())
def test_no_pupil_is_two_rows_and_none_of_them_is_missing(lista, lage):
    _, _, plan = las_in(lista, lage)
    anvanda = [a.elev.kod for k in plan.klasser for a in k.atgarder if a.elev]
    assert len(anvanda) == len(set(anvanda))
    assert not {e.kod for k in plan.klasser for e in k.saknas} & set(anvanda)


@given(rader(), lagen())
def test_only_ones_own_are_changed(lista, lage):
    _, _, plan = las_in(lista, lage)
    for klass in plan.klasser:
        assert klass.kod != "c7"
        assert all(a.elev is None or a.elev.far_andras for a in klass.atgarder if a.flyttad or a.andrad)


@given(rader(), lagen())
def test_the_same_file_twice_changes_nothing(lista, lage):
    _, _, plan = las_in(lista, lage)
    _, _, igen = las_in(lista, efter(lage, plan))
    assert not igen.andrar


@given(rader(), lagen())
def test_no_protected_name_is_left(lista, lage):
    kvar, _, plan = las_in(lista, lage)
    assert all(not r.namn for r in kvar if r.skyddad)
    assert all(klassnyckel(k.namn) for k in plan.klasser)
