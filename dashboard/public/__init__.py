"""The public app: pages that anybody may read, from a published release and from nothing else."""
