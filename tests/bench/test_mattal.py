"""The arithmetic of the bench."""

import pytest

from bench.mattal import Mattal, mattal, percentil


@pytest.mark.parametrize(
    ("antal", "andel", "vantat"),
    [(1, 0.95, 1), (10, 0.95, 10), (20, 0.95, 19), (21, 0.95, 20), (100, 0.95, 95), (100, 0, 1), (100, 1, 100)],
)
def test_percentilen_ar_narmaste_rang(antal, andel, vantat):
    assert percentil(list(range(antal, 0, -1)), andel) == vantat


@pytest.mark.parametrize(("varden", "andel"), [([], 0.5), ([1.0], 1.1), ([1.0], -0.1)])
def test_percentil_utan_varden_eller_med_orimlig_andel(varden, andel):
    with pytest.raises(ValueError, match="minst ett värde"):
        percentil(varden, andel)


def test_mattal_ar_i_millisekunder():
    assert mattal([0.002, 0.001, 0.004, 0.003], fragor=3) == Mattal(n=4, median=2.5, p95=4.0, fragor=3)


def test_utan_tider_finns_inga_mattal():
    with pytest.raises(ValueError, match="minst ett värde"):
        mattal([])
