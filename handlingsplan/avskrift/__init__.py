"""The plan as it stands, in words to be kept; and what differs between two of them. Plain values in, plain values out.

``skrivning`` puts a plan's content in words, ``varden`` are the words and their JSON, ``jamforelse`` compares.
"""

from .jamforelse import Andring, jamfor
from .skrivning import av
from .varden import Avskriften, Stycke, ur_json

__all__ = ["Andring", "Avskriften", "Stycke", "av", "jamfor", "ur_json"]
