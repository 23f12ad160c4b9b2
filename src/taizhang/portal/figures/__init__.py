"""Charts of the dashboards: counts in, figures out, every mark leading to the list of what it counts."""
