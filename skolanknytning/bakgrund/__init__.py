"""Printouts that take long: made beside the pages by a worker of their own, fetched for a day, then forgotten."""
