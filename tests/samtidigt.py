"""Calls made at the same moment, each from a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

SEKUNDER = 30


def samtidigt(*anrop: Callable) -> list:
    """What calls made at the same time return, or the class of what they raise, each from a thread of its own."""
    grind = Barrier(len(anrop), timeout=SEKUNDER)

    def kor(ett: Callable):
        try:
            grind.wait()
            return ett()
        except ValueError as fel:
            return type(fel)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(anrop)) as tradar:
        return [f.result(timeout=SEKUNDER) for f in [tradar.submit(kor, ett) for ett in anrop]]
