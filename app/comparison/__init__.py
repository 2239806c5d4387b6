"""What the project exists for: two articles in, their comparison out. No input or output, no clock, no model library."""
