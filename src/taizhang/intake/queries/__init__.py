"""What pages and actions ask of the intake."""
