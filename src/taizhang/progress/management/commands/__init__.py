"""Management commands of progress."""
