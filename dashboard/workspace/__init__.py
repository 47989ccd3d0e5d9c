"""The workspace: where partners report, signed in; the pages of the public dashboard in another role."""
