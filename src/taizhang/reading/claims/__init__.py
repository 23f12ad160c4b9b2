"""Claims of running text: which indicator each figure of a sentence measures, and how."""
