"""Everything that changes progress."""
