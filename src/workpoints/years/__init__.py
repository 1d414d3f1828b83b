"""What became of tasks, and of the duties of offices, over the years."""
