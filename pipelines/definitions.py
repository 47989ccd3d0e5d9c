"""What Dagster loads: everything that the modules under `defs` define."""

from dagster import Definitions, definitions, load_from_defs_folder

from pipelines.settings import PROJECT


@definitions
def defs() -> Definitions:
    """Return the location's assets, checks, jobs and resources."""
    return load_from_defs_folder(path_within_project=PROJECT / "pipelines" / "defs")
