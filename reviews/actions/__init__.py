"""The acts of the desk, one function each: lock the claim, look, write, record."""
