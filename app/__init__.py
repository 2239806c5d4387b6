"""Crossread: two articles compared claim by claim."""
