"""The static edition: the public pages of one release as files that need no server.

Publishing has it written by the command `python -m dashboard.edition FOLDER`, in a process that is told one
release's folder and nothing else: as the public app, it can show nothing but what is released.
"""
