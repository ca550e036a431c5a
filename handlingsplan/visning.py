"""Who looks at a plan that is written in, and whether they may write in it now."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.middleware.csrf import get_token

from skolanknytning.skola.models import Personal

from . import urval
from .models import Lage, Niva, Plan

SKRIVER = {
    Niva.KLASS: "Klassens mentorer, elevhälsan och rektor skriver i den.",
    Niva.INDIVID: "Elevens mentorer, elevhälsan och rektor skriver i den.",
    Niva.SKOLA: "Elevhälsan och rektor skriver i den.",
}


@dataclass(frozen=True)
class Visning:
    """A person's look at a plan. ``far_skriva``: their role lets them write, whether or not it is written now."""

    plan: Plan
    person: Personal
    far_skriva: bool
    csrf: str

    @classmethod
    def for_request(cls, request: HttpRequest, plan: Plan) -> "Visning":
        """The look of the one who asks."""
        return cls(plan, request.user, urval.far_skriva(request.user, plan), get_token(request))

    @property
    def skriver(self) -> bool:
        """Whether the person may write in the plan now."""
        return self.far_skriva and self.plan.skrivs

    @property
    def bockar(self) -> bool:
        """Whether the person may mark what has been done: as long as the plan is open, with the rektor too."""
        return self.far_skriva and self.plan.oppen

    @property
    def varfor(self) -> str:
        """Why the plan can only be read; empty when it can be written in."""
        if not self.plan.oppen:
            oppna = " Öppna den igen för att ändra." if self.far_skriva else ""
            return f"Planen är avslutad och kan läsas.{oppna}"
        if not self.far_skriva:
            return f"Du kan läsa planen. {SKRIVER[Niva(self.plan.niva)]}"
        if self.plan.lage == Lage.SKICKAD:
            return "Planen är hos rektor och kan läsas. Ta tillbaka den om ni behöver ändra."
        return ""
