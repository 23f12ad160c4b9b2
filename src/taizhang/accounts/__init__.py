"""People, organisations and roles, how they sign in, and what each may see and do."""
