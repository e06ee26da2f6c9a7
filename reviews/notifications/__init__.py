"""Telling people: whom, of what, in which words; at the desk and by mail, each thing at most once."""
