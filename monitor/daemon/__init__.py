"""The service: a clock, signals, and word to systemd. What is done at each tick is the services' affair."""
