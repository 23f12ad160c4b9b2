"""What pages and actions ask of progress."""
