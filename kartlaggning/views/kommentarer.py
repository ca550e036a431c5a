"""The comments of a pupil's form, a dimension each."""

from django.middleware.csrf import get_token

from ..eleven.formular import Formular, Kolumn
from ..rutnat import individrutnat, notering_html


def kommentarer(request, form: Formular, egen: Kolumn | None, *, far_skriva: bool) -> list[dict]:
    """The comment of each dimension: the field of one's own date, and what stands on the others, latest first."""
    csrf = get_token(request) if far_skriva else ""
    dimension = {d.nyckel: d for d in form.instrument.dimensioner}
    andra = [k for k in reversed(form.kolumner) if k != egen]
    skrivet = form.kommentarer
    return [
        {
            "dimension": dimension[fraga.dimension],
            "fraga": fraga,
            "falt": notering_html.notering(
                egen.kod,
                fraga,
                skrivet.get((egen.id, fraga.nyckel)),
                csrf=csrf,
                far_skriva=True,
                forled=dimension[fraga.dimension].namn,
            )
            if far_skriva
            else "",
            "rad": skrivet.get((egen.id, fraga.nyckel)) if egen else None,
            "tidigare": individrutnat.kommentarer_forut(
                [(k, skrivet[k.id, fraga.nyckel]) for k in andra if (k.id, fraga.nyckel) in skrivet]
            ),
        }
        for fraga in form.instrument.anteckningar
    ]
