"""Briefings 通报: what a period came to, told to everybody in one document, every number with its source."""
