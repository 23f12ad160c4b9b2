"""Administrative divisions over time: the tree, its codes, and how it was on a given day."""
