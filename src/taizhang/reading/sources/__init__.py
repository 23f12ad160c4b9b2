"""Files to text: one module per format, one form for all (:class:`~taizhang.reading.sources.source.Source`)."""
