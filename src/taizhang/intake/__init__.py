"""Documents on their way into the ledger: uploaded, read, and confirmed candidate by candidate."""
