"""The desk under a crowd: fifty reviewers at once over HTTP, and the next claim of a million."""
