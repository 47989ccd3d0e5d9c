"""From a file to sheets of plain cells, in the sandbox."""
