"""Progress: what owners report of their commitments, its review, the numbers up the tree, and the lights."""
