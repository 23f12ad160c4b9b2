"""Template tags of briefings."""
