"""A kept copy of a plan as the rektor reads it: what, why, who does what and when, follow-up, and what is asked for.

Plain values in, plain values out. Every block has a place of its own that comments are tied to: the place of its first
text on the plan's own pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .avskrift import Avskriften, Stycke
from .mallar import Agare, Mallar
from .platser import AV_INSATS, nyckel

HELHETEN = ""
VARFOR = ("monster", "faktorer", "nulage", "behovs", "gatt", "fungerar")
FOLJS_UPP = ("hur", "punkter", "datainsamling", "uppfoljning")
# What is asked for: to an insats, and to those who are responsible.
RESURSER, STOD = "resurser", "stod"
# What of an insats stands under it besides its texts.
OM_INSATS = ("val", "gjort")


@dataclass(slots=True)
class Block:
    """A part that is commented as one: ``avsnitt`` is its place, ``text`` its own words, ``mer`` the rest."""

    avsnitt: str
    rubrik: str
    text: str = ""
    mer: list[Stycke] = field(default_factory=list)


@dataclass(slots=True)
class Malblock:
    """A goal and its insatser."""

    mal: Block
    insatser: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Bild:
    """The copy, block by block.

    ``resurser`` is what is asked for, under the words of the insats it is asked for. That of an insats has a place of
    its own; support for those responsible ("") is a block among the others, and commented there.
    """

    omrade: str
    nummer: int
    vad: list[Block] = field(default_factory=list)
    mal: list[Malblock] = field(default_factory=list)
    varfor: list[Block] = field(default_factory=list)
    uppfoljning: Block | None = None
    ovrigt: list[Block] = field(default_factory=list)
    resurser: list[Block] = field(default_factory=list)

    @property
    def blocken(self) -> Iterator[Block]:
        """All blocks, in the order of reading, what is asked for not repeated."""
        yield from self.vad
        for rad in self.mal:
            yield from (rad.mal, *rad.insatser)
        yield from self.varfor
        if self.uppfoljning:
            yield self.uppfoljning
        yield from self.ovrigt

    @property
    def avsnitt(self) -> set[str]:
        """The places that may be commented, with that of the whole."""
        return {HELHETEN, *(block.avsnitt for block in (*self.blocken, *self.resurser))}


def bild(kopia: Avskriften, mallar: Mallar) -> Bild:
    """The copy's pieces, each in its block."""
    svar, insatser = Bild(kopia.omrade, kopia.nummer), {}
    for stycke in kopia.stycken:
        *koder, sist = stycke.nyckel.split("-")
        agare = mallar.falt[sist].agare if sist in mallar.falt else None
        if sist in OM_INSATS or agare in AV_INSATS:
            _i_insatsen(svar, insatser, koder[-1], sist, stycke)
        elif sist == "lage" or agare in (Agare.MAL, Agare.VARV_MAL):
            _i_malet(svar, koder[-1], sist, stycke)
        elif sist in FOLJS_UPP:
            _i_uppfoljningen(svar, koder[0], stycke)
        else:
            plats = svar.varfor if sist in VARFOR else svar.vad if agare == Agare.VARV else svar.ovrigt
            plats.append(Block(stycke.nyckel, stycke.rubrik, stycke.text))
            if sist == STOD:
                svar.resurser.append(Block("", stycke.rubrik, stycke.text))
    return svar


def _i_malet(svar: Bild, kod: str, sist: str, stycke: Stycke) -> None:
    avsnitt = nyckel("mal", rad=kod)
    if not svar.mal or svar.mal[-1].mal.avsnitt != avsnitt:
        svar.mal.append(Malblock(Block(avsnitt, f"Mål {len(svar.mal) + 1}")))
    _lagg(svar.mal[-1].mal, sist == "mal", stycke)


def _i_insatsen(svar: Bild, insatser: dict[str, Block], kod: str, sist: str, stycke: Stycke) -> None:
    """An insats stands after its goal; a copy that has none for it puts it under a goal without words."""
    if kod not in insatser:
        if not svar.mal:
            svar.mal.append(Malblock(Block("", "Utan mål")))
        under = svar.mal[-1].insatser
        insatser[kod] = Block(nyckel("insats", rad=kod), f"Insats {len(under) + 1}")
        under.append(insatser[kod])
    if sist == RESURSER:
        svar.resurser.append(Block(stycke.nyckel, insatser[kod].text or insatser[kod].rubrik, stycke.text))
    # Who and when before the rest.
    _lagg(insatser[kod], sist == "insats", stycke, forst=sist == "val")


def _i_uppfoljningen(svar: Bild, varv: str, stycke: Stycke) -> None:
    """When and who before how."""
    if svar.uppfoljning is None:
        svar.uppfoljning = Block(nyckel("hur", varv=varv), "Uppföljning")
    if stycke.nyckel.endswith("-uppfoljning"):
        svar.uppfoljning.text = stycke.text
    else:
        svar.uppfoljning.mer.append(stycke)


def _lagg(block: Block, eget: bool, stycke: Stycke, *, forst: bool = False) -> None:
    if eget:
        block.text = stycke.text
        return
    block.mer.insert(0 if forst else len(block.mer), Stycke(stycke.nyckel, _kort(stycke.rubrik), stycke.text))


def _kort(rubrik: str) -> str:
    """The heading without what it is the heading of: "Mål 1, insats 2: målgrupp" is "Målgrupp"."""
    return rubrik.rpartition(": ")[2].capitalize()


def avsnitt_i(kopia: Avskriften, mallar: Mallar) -> set[str]:
    """The places that may be commented, with that of the whole."""
    return bild(kopia, mallar).avsnitt
