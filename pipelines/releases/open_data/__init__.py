"""A release for everyone to use again: its tables as files, described for people and for catalogues."""
