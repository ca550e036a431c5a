"""A person's calendar: what is read for it (``lasning``), and how it is written (``ics``)."""
