"""What the command line does, a file a command. Imported when the command is given, so that --help is quick."""
