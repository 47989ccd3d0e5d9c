"""What Dagster loads: everything that the modules under `defs` define."""

import warnings

from dagster import BetaWarning, Definitions, definitions, load_from_defs_folder

from pipelines.settings import PROJECT

# Dagster hands its own sensors a parameter that it calls beta, and would tell whoever types a command.
warnings.filterwarnings("ignore", "Parameter `owners` of initializer `SensorDefinition", BetaWarning)


@definitions
def defs() -> Definitions:
    """Return the location's assets, checks, jobs and resources."""
    return load_from_defs_folder(path_within_project=PROJECT / "pipelines" / "defs")
