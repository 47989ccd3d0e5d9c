"""Who may do what at this moment, by the access list that was loaded last."""

from pipelines.access.people import DEEDS, Grant, NotAllowed, Person, person_of
from pipelines.access.register import ListChange, access_list, changes_of_list, person_on

__all__ = [
    "DEEDS",
    "Grant",
    "ListChange",
    "NotAllowed",
    "Person",
    "access_list",
    "changes_of_list",
    "person_of",
    "person_on",
]
