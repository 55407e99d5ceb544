"""Things run by hand: measurements, and the making of data files."""
