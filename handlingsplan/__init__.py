"""Modul 2 and the action plan: goals, insatser, follow-up, varv, review."""
