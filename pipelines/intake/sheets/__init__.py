"""From cells to typed rows: which sheet and column is meant, and what each cell says."""
