"""Classes and groups."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from .. import behorighet
from ..klasslista_plan import klassnyckel
from ..models import Elev, Klass, Mentorskap, Personal, Placering, Skola
from . import OgiltigError, en_i_taget

KAN_INTE_TAS_BORT = (
    "{klass} har en kartläggning eller andra uppgifter som ska finnas kvar och kan inte tas bort. Behåll klassen, och "
    "avsluta placeringen för de elever som inte ska vara där."
)


def _ledigt_namn(skola: Skola, lasar: int, namn: str, utom: Klass | None = None) -> str:
    """The name, when no other class of the läsår has it in any spelling."""
    andra = Klass.objects.filter(skola=skola, lasar=lasar).exclude(pk=utom.pk if utom else None)
    if klassnyckel(namn) in {klassnyckel(n) for n in andra.values_list("namn", flat=True)}:
        raise OgiltigError(f"Det finns redan en klass eller grupp som heter {namn} det läsåret. Välj ett annat namn.")
    return namn


@transaction.atomic
def skapa_klass(
    skola: Skola,
    *,
    namn: str,
    lasar: int,
    arskurs: int | None = None,
    grupp: bool = False,
    mentorer: Iterable[Personal] = (),
    av: Personal,
) -> Klass:
    """A new class or group, without pupils."""
    en_i_taget(skola.pk)
    namn = _ledigt_namn(skola, lasar, namn)
    klass = Klass.objects.create(skola=skola, namn=namn, lasar=lasar, arskurs=arskurs, grupp=grupp)
    Mentorskap.objects.bulk_create(Mentorskap(klass=klass, personal=p) for p in mentorer)
    anteckna(av, Handling.SKAPADE, klass, f"{klass} {klass.lasar_text}", skola_kod=skola.kod)
    return klass


@transaction.atomic
def andra_klass(klass: Klass, *, namn: str, arskurs: int | None, mentorer: Iterable[Personal], av: Personal) -> Klass:
    """Rename a class and say who its mentors are; the log gets the names of those who came and went."""
    en_i_taget(klass.skola_id)
    mentorer = {p.pk: p for p in mentorer}
    forr = {m.personal_id: m.personal for m in klass.mentorskap.select_related("personal")}
    andringar = []
    if namn != klass.namn:
        andringar.append(f"hette {klass.namn}")
        klass.namn = _ledigt_namn(klass.skola, klass.lasar, namn, utom=klass)
    if arskurs != klass.arskurs:
        andringar.append("årskurs")
        klass.arskurs = arskurs
    klass.save(update_fields=["namn", "arskurs"])
    Mentorskap.objects.filter(klass=klass).exclude(personal__in=mentorer).delete()
    Mentorskap.objects.bulk_create(Mentorskap(klass=klass, personal=p) for pk, p in mentorer.items() if pk not in forr)
    andringar += [f"{p} är ny mentor" for pk, p in mentorer.items() if pk not in forr]
    andringar += [f"{p} är inte längre mentor" for pk, p in forr.items() if pk not in mentorer]
    if andringar:
        text = f"{klass} {klass.lasar_text}: {', '.join(andringar)}"
        anteckna(av, Handling.ANDRADE, klass, text, skola_kod=klass.skola.kod)
    return klass


@transaction.atomic
def ta_bort_klass(klass: Klass, *, av: Personal) -> int:
    """Remove a class read in by mistake, and the pupils who then have no class and of whom nothing is judged.

    Returns how many pupils were removed. OgiltigError when somebody has begun to judge the class, and, in the same
    words, when it has pupils whom ``av`` may not know of.
    """
    en_i_taget(klass.skola_id)
    alla = Elev.objects.filter(placeringar__klass=klass).distinct()
    elever = list(behorighet.utan_dolda(av, alla))
    text, skola = f"{klass} {klass.lasar_text}", klass.skola
    if len(elever) < alla.count():
        raise OgiltigError(KAN_INTE_TAS_BORT.format(klass=text))
    anteckna(av, Handling.TOG_BORT, klass, text, skola_kod=skola.kod)
    try:
        with transaction.atomic():
            klass.delete()
    except ProtectedError as fel:
        raise OgiltigError(KAN_INTE_TAS_BORT.format(klass=text)) from fel
    kvar = set(Placering.objects.filter(elev__in=elever).values_list("elev_id", flat=True))
    return sum(_ta_bort_elev(e) for e in elever if e.id not in kvar)


def _ta_bort_elev(elev: Elev) -> bool:
    """Remove a pupil unless something is judged of them."""
    try:
        with transaction.atomic():
            elev.delete()
    except ProtectedError:
        return False
    return True
