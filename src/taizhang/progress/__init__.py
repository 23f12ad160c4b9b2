"""Reports up the tree, their review and locking, and what they say: lights, deadlines, forecasts, closing."""
