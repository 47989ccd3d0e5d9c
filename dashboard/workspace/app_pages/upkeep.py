"""Looking after the deployment, for whoever has other roles besides."""

from dashboard.workspace.parts.administration import administration
from dashboard.workspace.visit import visit

administration(visit())
