"""The desk over HTTP: assignments, reviews, verdicts. Shapes and routes; what may happen is decided further in."""
