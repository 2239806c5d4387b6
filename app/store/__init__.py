"""Keeps comparisons: keep, find, delete, purge. The only folder that imports SQLAlchemy."""
