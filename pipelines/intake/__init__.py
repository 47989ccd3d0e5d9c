"""The door: whatever arrives is read safely, checked against its feed's contract and answered with a receipt."""
