"""Articles and their claims: intake, splitting, the workflow and its history."""
