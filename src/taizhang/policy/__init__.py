"""Who may do what: the roles, the table of actions, and the answer each URL declares. No models, no database."""
