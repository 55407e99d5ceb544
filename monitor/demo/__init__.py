"""The whole job against sample sites that the package carries."""
