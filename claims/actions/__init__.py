"""One act, one function: lock, look, write, record. The actor is always named."""
