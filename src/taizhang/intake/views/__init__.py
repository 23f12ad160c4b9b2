"""Pages and answers of the intake."""
