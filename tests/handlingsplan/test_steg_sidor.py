"""The steps of a plan: both templates word for word, what stands beside, and who may write when."""

import re

import pytest

from handlingsplan import mallar, regler

from . import planer
from .stegsidor import las, text

MALLAR = mallar.las()


@pytest.mark.parametrize("mall", [MALLAR.modul_2, MALLAR.uppgift_5], ids=lambda m: m.nyckel)
@pytest.mark.parametrize("forsta", [True, False], ids=["varv 1", "varv 2"])
def test_every_heading_and_question_stands_word_for_word(v, logga_in, mall, forsta):
    planer.fylld(v.plan, v.mentor)
    if not forsta:
        regler.folj_upp(v.plan, v.mentor)
    klient = logga_in(v.mentor)
    for steg in mall.steg(forsta=forsta):
        sidan = las(klient, v.plan, f"{mall.nyckel}/{steg.nyckel}")
        last = text(sidan)
        assert text(sidan, "h1") == steg.rubrik
        for del_ in steg.delar:
            if not del_.tillagg:
                assert del_.rubrik in last
                assert del_.fraga in last
        assert re.search(r'class="arbete-lank" href="[^"]+" aria-current="step"', sidan)
