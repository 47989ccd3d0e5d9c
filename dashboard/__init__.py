"""The reading side: pages that show a release. It shares rows with `pipelines`, never modules."""
