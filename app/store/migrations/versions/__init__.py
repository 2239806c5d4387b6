"""The steps. Each is frozen once released: it imports nothing of the app's, which goes on changing."""
