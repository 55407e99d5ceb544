"""Front pages of official reports as facts. Pure text to values: no PDF library is known here."""
