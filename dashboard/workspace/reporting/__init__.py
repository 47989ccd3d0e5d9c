"""The ways to report, which are one way: what is said is looked at, confirmed, and has its receipt."""
