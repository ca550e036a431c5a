"""The surveys: instrument, colours, and what a class looks like."""
