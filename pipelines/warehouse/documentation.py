"""dbt's own documentation of the models, as one page: the columns of the current build, and the graph."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.errors import NotPossibleNow
from pipelines.settings import DEFAULT_HOME, environment
from pipelines.warehouse.builds import Warehouse
from pipelines.warehouse.dbt_calls import call_dbt
from pipelines.warehouse.models import DBT_PROJECT, ModelsFailed

PAGE = DBT_PROJECT / "target" / "docs" / "index.html"


def write_documentation(home: Path) -> Path:
    """Write the page on the models and the current build of the deployment in `home`; return its path.

    dbt reads a copy of the build, under the name that the models know: no file of the deployment is opened.

    Raises:
        NoBuild: nothing has been built yet.
        ModelsFailed: dbt could not write it.
    """
    build = Warehouse.of(home).current()
    with TemporaryDirectory(prefix="plan-docs-") as folder:
        copy = shutil.copyfile(build.file, Path(folder, "plan.duckdb"))
        with environment(PLAN_BUILD_FILE=str(copy)):
            result = call_dbt(
                [
                    *["docs", "generate", "--static", "--quiet", "--log-level-file", "none"],
                    *["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)],
                    *["--target-path", folder],
                ]
            )
        if not result.success:
            raise ModelsFailed(f"dbt could not write its documentation: {result.exception}")
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(folder, "static_index.html"), PAGE)
    return PAGE


if __name__ == "__main__":
    try:
        print(write_documentation(Path(sys.argv[1]) if sys.argv[1:] else DEFAULT_HOME))
    except NotPossibleNow as problem:
        sys.exit(str(problem))
