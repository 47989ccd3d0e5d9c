"""What a sign-off covers, how it is made, and what it lets through the gate."""
