"""What stands around a figure: the document's own facts, its sections, and the words of the sentence."""
