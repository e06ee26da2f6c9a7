"""The API held to its own document, by a tool that nobody here wrote: `make fuzz`. Takes half an hour, so nightly."""
