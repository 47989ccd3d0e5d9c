"""The writing side: what partners and engagement teams send becomes landing, builds and releases."""
