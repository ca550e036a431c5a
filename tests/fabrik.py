"""Fictional schools, staff and pupils for the tests. Small functions, each makes one thing."""

from skolanknytning.skola.models import Elev, Klass, Mentorskap, Personal, Placering, Roll, Skola, Tjanst

LOSENORD = "ett-langt-losenord"


def skola(namn: str = "Björkskolan") -> Skola:
    return Skola.objects.create(namn=namn)


def personal(namn: str, skola: Skola | None = None, *roller: Roll) -> Personal:
    """A person with a log-in; the e-mail is made of the first name."""
    person = Personal.objects.create_user(f"{namn.split()[0].lower()}@exempel.test", namn, LOSENORD)
    for roll in roller:
        Tjanst.objects.create(personal=person, skola=skola, roll=roll)
    return person


def klass(skola: Skola, namn: str = "7A", *mentorer: Personal, lasar: int = 2026, elever: int = 0, **mer) -> Klass:
    """A class with mentors and as many pupils as asked for."""
    klass = Klass.objects.create(
        skola=skola, namn=namn, lasar=lasar, arskurs=int(namn[0]) if namn[0].isdigit() else None, **mer
    )
    for mentor in mentorer:
        Mentorskap.objects.create(klass=klass, personal=mentor)
    for nummer in range(elever):
        elev(klass, FORNAMN[nummer % len(FORNAMN)], f"{EFTERNAMN[nummer % len(EFTERNAMN)]}{nummer or ''}")
    return klass


def elev(klass: Klass, fornamn: str = "Ada", efternamn: str = "Ek", **mer) -> Elev:
    """A pupil placed in the class."""
    elev = Elev.objects.create(skola=klass.skola, fornamn=fornamn, efternamn=efternamn, **mer)
    Placering.objects.create(elev=elev, klass=klass)
    return elev


FORNAMN = ["Ada", "Bo", "Cleo", "Dag", "Edda", "Folke", "Gry", "Hedda", "Ivar", "Juni"]
EFTERNAMN = ["Ek", "Björk", "Lind", "Alm", "Asp", "Rönn", "Hassel"]
