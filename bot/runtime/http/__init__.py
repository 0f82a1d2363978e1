"""The way in over HTTP: listening, what a request must be, and the payload in it."""
