"""What dashboards ask: counts made by the database, within the person's scope."""
