"""What Dagster is told of a deployment: where it keeps its runs, and where its code is served.

Written anew at each start, as everything in it follows from the deployment's folder and the settings.
"""

import json
import os
from pathlib import Path
from typing import Any

from pipelines.errors import NotPossibleNow
from pipelines.files import replace_text
from pipelines.settings import Settings

LOOPBACK = "127.0.0.1"
_DRIVER = "postgresql+psycopg2:"


def dagster_folder() -> Path:
    """Return where the settings' deployment keeps what Dagster knows of runs that the daemon launched."""
    return Settings().home / "dagster"


def supervisor_of(home: Path) -> int | None:
    """Return the process that keeps a deployment's daemon running on this machine; None if nothing does."""
    try:
        process = int((home / "dagster" / "supervisord.pid").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return process if is_alive(process) else None


def is_alive(process: int) -> bool:
    """Return whether there is a process of this number on this machine, whoever runs it."""
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def prepare_dagster(home: Path, code_port: int) -> Path:
    """Write `dagster.yaml` and `workspace.yaml` into the deployment's folder for Dagster, and return it.

    JSON is YAML.
    """
    folder = home / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    replace_text(folder / "dagster.yaml", json.dumps(_instance(folder), indent=2) + "\n")
    replace_text(folder / "workspace.yaml", json.dumps(_workspace(code_port), indent=2) + "\n")
    return folder


def _instance(folder: Path) -> dict[str, Any]:
    """Return the instance: one run at a time, for the warehouse has one file; nothing is sent to anybody."""
    return {
        **_storage(folder / "storage"),
        "run_coordinator": {
            "module": "dagster.core.run_coordinator",
            "class": "QueuedRunCoordinator",
            "config": {"max_concurrent_runs": 1, "dequeue_interval_seconds": 1},
        },
        "run_monitoring": {"enabled": True, "start_timeout_seconds": 180, "poll_interval_seconds": 30},
        "telemetry": {"enabled": False},
        "nux": {"enabled": False},
        "retention": {
            "schedule": {"purge_after_days": 60},
            "sensor": {"purge_after_days": {"skipped": 1, "failure": 60, "success": 60, "started": 60}},
        },
        "local_artifact_storage": {
            "module": "dagster.core.storage.root",
            "class": "LocalArtifactStorage",
            "config": {"base_dir": str(folder)},
        },
        "compute_logs": {
            "module": "dagster.core.storage.noop_compute_log_manager",
            "class": "NoOpComputeLogManager",
        },
    }


def _storage(folder: Path) -> dict[str, Any]:
    """Return PostgreSQL where the settings name one, else files in the deployment's folder.

    All runs' events in one file: a file for each run costs twice the time, at every event.
    """
    address = Settings().dagster_postgres
    if address and not address.startswith(_DRIVER):
        raise NotPossibleNow(f"PLAN_DAGSTER_POSTGRES: expected {_DRIVER}//...; found {address[:20]}")
    if address:
        return {"storage": {"postgres": {"postgres_url": {"env": "PLAN_DAGSTER_POSTGRES"}}}}
    classes = {
        "run_storage": ("runs", "SqliteRunStorage"),
        "event_log_storage": ("event_log", "ConsolidatedSqliteEventLogStorage"),
        "schedule_storage": ("schedules", "SqliteScheduleStorage"),
    }
    return {
        name: {
            "module": f"dagster.core.storage.{module}",
            "class": class_,
            "config": {"base_dir": str(folder / module)},
        }
        for name, (module, class_) in classes.items()
    }


def _workspace(code_port: int) -> dict[str, Any]:
    server = {"host": LOOPBACK, "port": code_port, "location_name": "plan"}
    return {"load_from": [{"grpc_server": server}]}
