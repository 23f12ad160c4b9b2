"""Briefings as Word documents: the official layout, the template an office edits, its check, and filling it in."""
