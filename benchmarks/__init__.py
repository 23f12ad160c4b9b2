"""Speed and memory, measured by ``make bench`` and never by the test suite."""
