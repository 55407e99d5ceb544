"""The nouns: frozen values that every layer above shares. Standard library only."""
