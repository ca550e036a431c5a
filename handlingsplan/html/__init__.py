"""The parts of the pages of a plan, built directly (a template engine takes too long for a page of fields)."""
