"""Exchange: the read-only open API, bulk files in open formats, and figures that come from other systems."""
