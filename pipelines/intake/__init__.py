"""The door: whatever arrives is read safely, checked against its contract and answered with a receipt."""
