"""The home page, and later dashboards, search and public pages."""
