"""Forms of progress."""
