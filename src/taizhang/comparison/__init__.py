"""Two documents compared promise by promise."""
