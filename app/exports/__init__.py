"""A comparison to take along: each format from the kept result alone, with what made it. Pure: no clock, no model."""
