"""Effects in order: poll, process, deliver."""
