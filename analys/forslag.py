"""The drafts of a meeting as its questions ask for them, whether they are about the class or about one pupil. Pure."""

from collections.abc import Collection

from . import utkast
from .utkast import Lista, Utkast


class MedForslag:
    """What has drafts: ``utkasten``, every one that the colours bear out."""

    __slots__ = ()
    utkasten: list[Utkast]

    def forslag(self, slag: str, dimension: str, bort: Collection[str]) -> Lista:
        """The drafts to look at for a question, without those that are taken or left out (``bort``, keys)."""
        return utkast.lista([u for u in self.utkasten if u.nyckel not in bort], dimension, slag)

    def bortlagda(self, slag: str, dimension: str, avfardade: Collection[str]) -> list[Utkast]:
        """The drafts of a question that the meeting has left out."""
        return [u for u in self.utkasten if (u.slag, u.dimension) == (slag, dimension) and u.nyckel in avfardade]

    def utkastet(self, nyckel: str) -> Utkast | None:
        """The draft with that key, if the colours still bear it out."""
        return next((u for u in self.utkasten if u.nyckel == nyckel), None)
