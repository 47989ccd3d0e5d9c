"""What the door answers: the receipt of one submission, with every problem in it, in words."""
