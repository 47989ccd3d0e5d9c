"""From a build to a release: an allow-list is copied into a folder that never changes again.

Only what dbt's contract names as public leaves the warehouse; readers follow `current.json` and can open
nothing else.
"""
