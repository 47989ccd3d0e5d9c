"""What runs in the sandbox: a process of its own that reads one hostile file and ends.

Modules here import the standard library and python-calamine only, so that the process starts in
milliseconds, and nothing of the project can be reached from it.
"""
