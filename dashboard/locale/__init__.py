"""The words of the screens, in English and Cymraeg."""
