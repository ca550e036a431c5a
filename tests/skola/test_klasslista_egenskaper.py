"""Whatever the bytes are, reading a class list answers with a list or a refusal, never with another error."""

import io
import zipfile

from hypothesis import example, given, settings
from hypothesis import strategies as st

from skolanknytning.skola import klasslista
from skolanknytning.skola.klasslista_kolumner import sakert_personnummer
from skolanknytning.skola.klasslista_typer import MAX_NAMN, Klasslista, KlasslistaError

from .filer import arbetsbok, lista, med_del

GILTIG = lista(["Ada", "Ek", "7A", 1001], ["Bo", "Alm", "7A", "x"], ["=A1", None, 3.5, True])
DELAR = zipfile.ZipFile(io.BytesIO(GILTIG)).namelist()


def svar(data: bytes) -> Klasslista | None:
    """What was read, or None when it was refused with a message."""
    try:
        lasta = klasslista.las(data)
    except KlasslistaError as fel:
        nekad = fel
    else:
        nekad = None
    if nekad:
        assert nekad.problem
        assert all(p.text.endswith(".") for p in nekad.problem)
        return None
    assert all(r.fornamn and len(r.namn) <= 2 * MAX_NAMN + 1 for r in lasta.rader)
    assert not any(sakert_personnummer(r.elev_id) for r in lasta.rader)
    return lasta


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe")
@example(b'"')
def test_random_bytes(data):
    svar(data)


@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"Namn;Klass\n"]),
    st.binary(),
)
def test_random_bytes_after_a_true_beginning(borjan, data):
    svar(borjan + data)


@given(st.lists(st.tuples(st.integers(0, len(GILTIG) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@settings(deadline=None)
def test_workbooks_with_changed_bytes(andringar):
    data = bytearray(GILTIG)
    for plats, varde in andringar:
        data[plats] = varde
    svar(bytes(data))


@given(st.sampled_from(DELAR), st.integers(0, 3000), st.binary(max_size=30))
@settings(deadline=None)
def test_workbooks_with_a_changed_part(namn, plats, nytt):
    innehall = zipfile.ZipFile(io.BytesIO(GILTIG)).read(namn)
    plats %= len(innehall) + 1
    svar(med_del(GILTIG, namn, innehall[:plats] + nytt + innehall[plats + len(nytt) :]))


CELL = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.sampled_from(["Förnamn", "Efternamn", "Namn", "Klass", "Elev-id", "Personnummer", "20100101-1234", "=A1"]),
)  # fmt: skip


@given(st.lists(st.lists(CELL, max_size=6), max_size=8))
@settings(deadline=None)
def test_workbooks_of_any_cells(rader):
    svar(arbetsbok(*rader))


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_text_in_any_encoding(text, kodning):
    svar(text.encode(kodning, errors="replace"))


NAMN = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1, max_size=20)


@given(st.lists(st.tuples(NAMN, NAMN), min_size=1, max_size=20))
@settings(deadline=None)
def test_names_come_back_as_they_were_written(namn):
    lasta = svar(arbetsbok(["Förnamn", "Efternamn", "Klass"], *([f, e, "7A"] for f, e in namn)))
    assert [(r.fornamn, r.efternamn) for r in lasta.rader] == namn
