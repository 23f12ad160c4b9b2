"""Text in, anchored claims out; pure Python, no clock, no network."""
