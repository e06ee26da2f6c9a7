"""The API held to its own document, by a tool that nobody here wrote: `make fuzz`, ten minutes on a quiet machine."""
