"""How the database came to its present form, one step a file; run at every start."""
