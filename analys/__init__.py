"""The conversation guide: patterns, factors, the analysis meeting."""
