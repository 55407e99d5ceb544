"""The network: the only code that opens connections to sources and webhooks."""
