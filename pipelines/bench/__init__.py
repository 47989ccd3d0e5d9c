"""How fast a deployment is: each figure a ratio to its floor, both taken in turns in one run."""
