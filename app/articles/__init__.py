"""What a person gives, made into clean text: pasted text, files, and the examples that come with the program."""
