"""Quantities, units, comparators, periods and place names: what a figure of a plan means, apart from any text."""
