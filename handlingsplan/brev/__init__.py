"""The week's letter: what it says (``innehall``), what waits for everybody (``lasning``), the e-mail (``mejl``)."""
