"""Figures from other systems: files of data element, place, period and value, read against the reports they are about."""
