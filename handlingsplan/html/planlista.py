"""The rows of the list of plans. Built directly: fifty rows are the template engine's longest task of the page."""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ..listan import Rad
from . import vagar

SEN = '<i class="bi bi-exclamation-circle" aria-hidden="true"></i> '


def rader(alla: Iterable[Rad], idag: date) -> SafeString:
    """The rows of the table; empty when there are none."""
    return mark_safe("".join(_rad(rad, idag) for rad in alla))  # noqa: S308 - names and texts are escaped


def _rad(rad: Rad, idag: date) -> str:
    plan = rad.laget
    lage = f"Avslutad {plan.avslutad:%Y-%m-%d}" if plan.avslutad else rad.lage
    return (
        f'<tr><th scope="row"><a href="{vagar.till(plan.kod)}">{escape(plan.omrade)}</a></th>'
        f'<td class="plan-om">{escape(rad.om)}</td>'
        f'<td class="plan-lage">{lage} <span class="dampad">varv {plan.nummer}</span></td>{_nar(rad, idag)}</tr>'
    )


def _nar(rad: Rad, idag: date) -> str:
    """When it is followed up; nothing of a plan that is closed."""
    if not rad.laget.oppen:
        return "<td></td>"
    sen = rad.laget.sen(idag)
    return (
        f'<td class="plan-nar{" plan-sen" if sen else ""}">{SEN if sen else ""}<span class="bara-smal">Uppföljning: '
        f"</span>{rad.laget.uppfoljningen(idag)}</td>"
    )
