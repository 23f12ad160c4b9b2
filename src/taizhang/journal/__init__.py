"""The append-only record of who changed what; :func:`taizhang.journal.actions.action` is the one way to write."""
