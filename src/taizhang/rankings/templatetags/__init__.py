"""Template tags of rankings."""
