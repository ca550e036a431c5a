"""All that is stored about one pupil, for the person it is about: who may ask is ``far_ta_ut_registerutdrag``.

One nested dict is both the machine-readable file and what the PDF is drawn from, so that neither says more than the
other; each app gives its own part of it. Of a pupil with protected identity there is the PDF alone, for the rektor who
is named to see the pupil; a file that other programs read is an export, and such pupils are never exported (krav.md,
Personal data).
"""

from django.utils import timezone

from analys.utskrift import registerutdrag as analyserna
from handlingsplan.utskrift import registerutdrag as planerna
from kartlaggning.utskrift import registerutdrag as kartlaggningarna
from kartlaggning.utskrift.registerutdrag import tid
from skolanknytning.logg import urval as logg
from skolanknytning.logg.models import Handelse
from skolanknytning.skola.models import Elev, Personal

FORST = (
    "Det här är allt som är sparat om eleven i programmet Skolanknytning, och vem som har läst, ändrat, skrivit ut "
    "eller exporterat det. Personnummer, adress, vårdnadshavare och hälsouppgifter finns inte i programmet.",
)
SIST = (
    "”logg” är vem som har läst, ändrat, skrivit ut eller exporterat något som rör eleven: elevens egna sidor, de "
    "kartläggningar och analysmöten eleven är med i, elevens planer, och klassens sidor och kartläggningar under "
    "tiden i klassen.",
    "Det som är skrivet om hela klassen hör inte till en enskild elev och är inte med. Inte heller klasslistor och "
    "arbetsböcker som väntar på att den som läste in dem ska granska dem, eller mötesmappar som någon har gjort: de "
    "tas bort efter ett dygn.",
    "Tider står som år-månad-dag och klockslag i svensk tid.",
)


def ta_ut(elev: Elev, *, av: Personal) -> dict:
    """Everything; the number of questions is the same however much there is.

    What is done with a pupil's plan is written in the log of the pupil too, and is found there.
    """
    kartan, analyser = kartlaggningarna.ta_ut(elev), analyserna.ta_ut(elev)
    egna = [elev.kod, *(del_["kod"] for del_ in (*kartan["kartlaggningar"], *analyser))]
    return {
        "beskrivning": [*FORST, *kartlaggningarna.BESKRIVNING, *analyserna.BESKRIVNING, *planerna.BESKRIVNING, *SIST],
        "uttaget": {"tid": tid(timezone.now()), "av": av.namn, "skola": elev.skola.namn},
        **kartan,
        "analyser": analyser,
        "planer": planerna.ta_ut(elev),
        "narvaro": planerna.narvaro(elev),
        "logg": [_handelse(h) for h in logg.om(egna, under=kartlaggningarna.klassernas(elev))],
    }


def _handelse(h: Handelse) -> dict:
    return {"tid": tid(h.tid), "vem": h.vem_namn, "gjorde": h.get_handling_display(), "vad": h.text}
