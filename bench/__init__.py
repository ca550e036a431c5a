"""The bench: how fast the program is, measured by one command (docs/prestanda.md). It asserts nothing about time."""
