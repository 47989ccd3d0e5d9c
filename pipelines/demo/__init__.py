"""The demonstration plan's history: a story kept as data, made into files, and played through the door.

Everything in it is invented. Nothing here writes to landing or decides what a status means: the story's files
go through the same door as a partner's own.
"""
