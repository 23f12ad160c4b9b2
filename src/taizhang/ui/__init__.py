"""What every page is made of: the frame, lists, forms, notices, the language switch. Knows nothing of the domain."""
