"""From a file to sheets of plain cells, on the far side of a wall."""
