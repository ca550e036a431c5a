"""A class as a whole: how far its round has come, and what its squares say together."""
