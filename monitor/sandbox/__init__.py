"""Child processes in which what strangers publish is parsed."""
