"""One pupil: the form with its dates, all that has been judged, and how it has moved."""
