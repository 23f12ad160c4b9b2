"""Files as they were given, kept by the hash of their content and never changed."""
