"""The tests: they mirror the source tree; concurrency, faults and browser stand beside it."""
