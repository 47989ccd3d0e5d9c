"""What may no longer be shown, and how every release is made again without it."""
