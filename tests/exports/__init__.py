"""Exports, each opened by a real reader of its format."""
