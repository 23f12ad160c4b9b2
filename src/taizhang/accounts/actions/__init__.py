"""Everything that changes people, organisations and sessions."""
