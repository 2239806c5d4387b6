"""Tests of app/store, on a real database."""
