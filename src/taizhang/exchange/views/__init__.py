"""Pages and answers of the exchange."""
