"""What people do in a simulated company, each in their own time."""
