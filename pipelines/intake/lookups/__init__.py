"""What has landed already, as far as the checks and templates have to know it."""
