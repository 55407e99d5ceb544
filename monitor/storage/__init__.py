"""The store: the only SQL, the archive of raw bodies, and the shipped ledger."""
