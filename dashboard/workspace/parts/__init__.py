"""Parts of the workspace's pages."""
