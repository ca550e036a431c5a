"""Where marks and notes are made, as HTML: the class's grid, and the pupil's form turned ninety degrees."""
