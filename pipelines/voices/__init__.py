"""Voices: which quotes may be proposed, why, and what keeps one back; a person approves, never a program."""
