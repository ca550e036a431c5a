"""Puts the program in its test mode, whatever the shell says.

pytest loads this (``-p`` in pyproject.toml) before Django reads its settings.
"""

import os

os.environ["SKOLANKNYTNING_LAGE"] = "test"
