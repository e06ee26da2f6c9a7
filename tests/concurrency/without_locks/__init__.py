"""Takes out one lock or constraint at a time, in a copy of the sources, and looks whether a test notices."""
