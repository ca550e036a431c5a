"""The arithmetic of colours, on plain values: counted, never averaged. No database, no page."""
