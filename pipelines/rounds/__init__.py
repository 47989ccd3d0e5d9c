"""The rounds: where each of them stands, by the calendar and by what was decided.

A round goes from open to closed, signed off and released, in the order of the calendar (design, section 7).
Nothing here is kept: it is all computed from landing and from the log of releases.
"""
