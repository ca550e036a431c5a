"""The school itself."""

from django.db import transaction

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from ..models import Personal, Roll, Skola, Tjanst
from . import OgiltigError


@transaction.atomic
def skapa_skola(namn: str, *, epost: str, administrator: str, befintlig: bool = False) -> tuple[Skola, Personal]:
    """A new school and its first administrator, who gets in by a one-time link (``personal.bjud_in``).

    An e-mail that already has an account is refused, unless ``befintlig`` says that this person is meant.
    """
    person = Personal.objects.filter(email=epost.strip().lower()).first()
    if person and not befintlig:
        raise OgiltigError(
            f"E-postadressen {person.email} används redan av {person.namn}. Välj en annan adress, eller ange "
            "--befintlig om det är den personen som ska administrera skolan också."
        )
    if befintlig and person is None:
        raise OgiltigError(f"Det finns inget konto med e-postadressen {epost}.")
    skola = Skola.objects.create(namn=namn)
    person = person or Personal.objects.create_user(epost, administrator)
    Tjanst.objects.create(personal=person, skola=skola, roll=Roll.ADMINISTRATOR)
    anteckna(person, Handling.SKAPADE, skola, f"skolan {skola}", skola_kod=skola.kod)
    return skola, person


@transaction.atomic
def andra_skola(skola: Skola, *, av: Personal, **nytt: str | int) -> Skola:
    """Change what the school decides for itself (``nytt``, by field): its name, its thresholds, its subjects."""
    andrade = [
        Skola._meta.get_field(falt).verbose_name for falt, varde in nytt.items() if getattr(skola, falt) != varde
    ]
    if not andrade:
        return skola
    for falt, varde in nytt.items():
        setattr(skola, falt, varde)
    skola.save(update_fields=list(nytt))
    anteckna(av, Handling.ANDRADE, skola, f"skolans inställningar: {', '.join(andrade)}", skola_kod=skola.kod)
    return skola
