"""A meeting about every class that has a round under way, resting on it: eight patterns, each with two factors.

Half of the patterns stand in the question that is measured; the evidence is that of one class, the same for all. The
pupils who have forms are on the agenda, each with an answer and two patterns, of which one has a next step.
"""

from collections import defaultdict
from datetime import timedelta

from django.utils import timezone

from analys import underlag
from analys.models import Analys, Koppling, Monster, Punkt, Slag, Steg, Svar
from kartlaggning.models import Kartlaggning, Niva
from skolanknytning.skola.models import idag

MONSTER = [
    *[(Slag.ORO, "beteende")] * 4,
    (Slag.ORO, "akademisk"),
    (Slag.ORO, "kognitiv"),
    (Slag.STYRKA, "beteende"),
    (Slag.STYRKA, "affektiv"),
]
ELEVENS = [(Slag.ORO, "beteende"), (Slag.STYRKA, "affektiv")]
FAKTORER = ("org-schema", "larare-stod")
TEXT = "Nästan hälften av eleverna har gult eller rött på närvaro; flest i FY, KE och BI. Mest efter lunch."
VARFOR = "NO ligger sist på fredagen i båda perioderna och föregås av en håltimme. Frånvaron är störst just då."


def skapa(koder) -> None:
    """The meetings with what they have found; written by the class's mentor a day ago."""
    rundor = list(Kartlaggning.objects.filter(niva=Niva.GRUPP, stangd=None).select_related("klass__skola"))
    moten = Analys.objects.bulk_create(
        [
            Analys(
                kod=next(koder), skola=r.klass.skola, klass=r.klass, kartlaggning=r, datum=idag(), version=40,
                skapad_av_id=r.skapad_av_id,
            )
            for r in rundor
        ],
        batch_size=2000,
    )  # fmt: skip
    grund = underlag.las(moten[0], rundor[0].skapad_av)
    i_gar = timezone.now() - timedelta(days=1)
    monster = Monster.objects.bulk_create(
        [
            Monster(
                kod=next(koder), analys=mote, slag=slag, dimension=dimension, text=TEXT, version=3, andrad=i_gar,
                andrad_av_id=mote.skapad_av_id, underlag=grund.dimensionen(dimension), ordning=nr, angelagen=nr < 2,
            )
            for mote in moten
            for nr, (slag, dimension) in enumerate(MONSTER)
        ],
        batch_size=2000,
    )  # fmt: skip
    kopplingar = [
        Koppling(
            kod=next(koder), monster=m, faktor=f, text=VARFOR, version=2, andrad=i_gar, andrad_av_id=m.andrad_av_id
        )
        for m in monster
        for f in FAKTORER
    ]
    Koppling.objects.bulk_create(kopplingar, batch_size=5000)
    _elever(koder, moten, {"version": 2, "andrad": i_gar})


def _elever(koder, moten: list[Analys], skrivet: dict) -> None:
    """The agenda of each meeting, and what it has written about its pupils."""
    med_form = Kartlaggning.objects.filter(niva=Niva.INDIVID, stangd=None).order_by("elev")
    elever = defaultdict(list)
    for klass_id, elev_id in med_form.values_list("klass_id", "elev_id"):
        elever[klass_id].append(elev_id)
    om = [(mote, elev, nr) for mote in moten for nr, elev in enumerate(elever[mote.klass_id])]
    Punkt.objects.bulk_create([Punkt(analys=m, elev_id=e, ordning=nr) for m, e, nr in om], batch_size=5000)

    def falt(mote: Analys) -> dict:
        return skrivet | {"kod": next(koder), "andrad_av_id": mote.skapad_av_id}

    Svar.objects.bulk_create(
        [Svar(analys=m, elev_id=e, fraga="sticker-ut", text=TEXT, **falt(m)) for m, e, _ in om], batch_size=5000
    )
    monster = [
        Monster(analys=m, elev_id=e, slag=slag, dimension=dimension, text=TEXT, ordning=nr, underlag={}, **falt(m))
        for m, e, _ in om
        for nr, (slag, dimension) in enumerate(ELEVENS)
    ]
    Monster.objects.bulk_create(monster, batch_size=2000)
    Koppling.objects.bulk_create(
        [Koppling(monster=m, faktor=f, text=VARFOR, **falt(m.analys)) for m in monster for f in FAKTORER],
        batch_size=5000,
    )
    forsta = monster[:: len(ELEVENS)]
    Steg.objects.bulk_create(
        [Steg(monster=m, text=VARFOR, ansvarig_id=m.andrad_av_id, **falt(m.analys)) for m in forsta], batch_size=5000
    )


def matt_mote(runda: Kartlaggning) -> Analys:
    """The meeting that is measured: about the class whose round is."""
    return Analys.objects.get(kartlaggning=runda)
