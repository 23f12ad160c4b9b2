"""The ledger 台账: documents, indicators, commitments with their sources, rulings and decomposition."""
