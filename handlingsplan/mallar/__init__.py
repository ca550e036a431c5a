"""The templates of Modul 2 and Uppgift 5 as data."""

SENASTE = "mallar-1"
