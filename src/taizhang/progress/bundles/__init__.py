"""Audit bundles: everything about one commitment in one file, which anybody can check without the office's system."""
