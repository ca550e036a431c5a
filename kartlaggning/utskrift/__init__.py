"""What a printout or a file shows: the class form, a pupil's form, the extract from the register."""
