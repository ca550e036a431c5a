"""Who looks at a meeting, and what is shown of names: on the person's own screen, or in *mötesläge* on the wall."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.middleware.csrf import get_token

from skolanknytning.skola.models import Elev, Mentorskap, Personal, Roll, Tjanst

from . import urval
from .etiketter import Etiketter, Namngiven, initialer
from .models import Analys

# What a person is called on the wall when they have several roles.
ROLLORDNING = (Roll.REKTOR, Roll.ELEVHALSA, Roll.MENTOR, Roll.LARARE, Roll.ADMINISTRATOR)


@dataclass(frozen=True)
class Visning:
    """A person's look at a meeting. Every name and every free text on the meeting's pages goes through it.

    ``skriver``: the meeting is open and the person may write in it. ``dold``: the labels, in mötesläge.
    """

    analys: Analys
    person: Personal
    skriver: bool
    csrf: str
    dold: Etiketter | None = None

    @classmethod
    def for_request(cls, request: HttpRequest, analys: Analys) -> "Visning":
        """The look of the one who asks, in the mode that their log-in is in."""
        lage = request.moteslage
        dold = Etiketter(lage.ordning, lambda etiketter: manniskor(analys, etiketter)) if lage else None
        skriver = analys.oppen and urval.far_skriva(request.user, analys)
        return cls(analys, request.user, skriver, get_token(request), dold)

    def elev(self, elev: Elev) -> str:
        """The pupil's name; in mötesläge a label."""
        return self.dold.elev(elev.id) if self.dold else elev.namn

    def personal(self, person: Personal | None) -> str:
        """The name of a colleague; in mötesläge initials and what they are: "M.M., mentor". Empty for nobody."""
        if person is None or not self.dold:
            return person.namn if person else ""
        return ", ".join(filter(None, [initialer(person.namn), self._rollord(person.id)]))

    def text(self, text: str) -> str:
        """A free text, not escaped; in mötesläge without the names of the pupils and the staff."""
        return self.dold.text(text) if self.dold else text

    @property
    def anteckningar(self) -> bool:
        """Whether notes and comments may be shown."""
        return self.dold is None

    def far_se(self, elev: Elev) -> bool:
        """Whether the pupil may be on the screen at all; who follows the pupil is asked elsewhere (``urval``)."""
        return self.dold is None or not elev.skyddad

    def ordna(self, elever: Iterable[Elev]) -> list[Elev]:
        """The pupils who may be on the screen; in mötesläge by label, since an order by name would tell who is who."""
        synliga = [elev for elev in elever if self.far_se(elev)]
        return sorted(synliga, key=lambda elev: self.dold.plats(elev.id)) if self.dold else synliga

    def _rollord(self, person_id: int) -> str:
        roller = self._roller.get(person_id, ())
        return next((roll.label.lower() for roll in ROLLORDNING if roll in roller), "")

    @cached_property
    def _roller(self) -> dict[int, set[str]]:
        """The staff's roles at the school by id; mentor only of who is mentor of this class."""
        svar: dict[int, set[str]] = {}
        for person_id, roll in Tjanst.objects.filter(skola=self.analys.skola_id).values_list("personal_id", "roll"):
            svar.setdefault(person_id, set()).add(roll)
        if self.analys.klass_id:
            egna = set(Mentorskap.objects.filter(klass=self.analys.klass_id).values_list("personal_id", flat=True))
            for person_id, roller in svar.items():
                if Roll.MENTOR in roller and person_id not in egna:
                    roller -= {Roll.MENTOR}
                    roller |= {Roll.LARARE}
        return svar


def manniskor(analys: Analys, etiketter: Etiketter) -> list[Namngiven]:
    """Everybody whose name is taken out of the meeting's texts: its pupils, with their labels, and the school's staff.

    Pupils who have moved out of the class too. At the school level all pupils of the school, without labels.
    """
    elever = Elev.objects.filter(skola=analys.skola_id).order_by()
    if analys.klass_id:
        elever = elever.filter(placeringar__klass=analys.klass_id).union(
            Elev.objects.filter(monster__analys=analys).order_by(),
            Elev.objects.filter(id__in=analys.punkter.values("elev")).order_by(),
        )
    svar = [
        Namngiven(fornamn, efternamn, etiketter.elev(elev) if analys.klass_id and not skyddad else "")
        for elev, fornamn, efternamn, skyddad in elever.values_list("id", "fornamn", "efternamn", "skyddad")
    ]
    personal = Personal.objects.filter(tjanster__skola=analys.skola_id).distinct().order_by()
    return svar + [Namngiven(namn) for namn in personal.values_list("namn", flat=True)]
