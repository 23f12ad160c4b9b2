"""Views of publication: the office's pages, and those of the public."""
