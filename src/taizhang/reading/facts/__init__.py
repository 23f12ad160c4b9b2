"""What a document says about itself: title, kind, issuer, place and year, and whether it promises or reports."""

from taizhang.reading.facts.facts import Facts, facts_of

__all__ = ["Facts", "facts_of"]
