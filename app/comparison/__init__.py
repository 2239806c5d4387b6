"""What the project exists for: two articles in, their comparison out. No I/O, no clock, no model library."""
