"""A second reader of English sentences, for newsrooms that want it: all-MiniLM-L6-v2 with adapters trained for this.

Needs numpy and 91 MB that somebody fetches; nothing else in detection imports it. ``files`` says what is fetched,
``trained`` reads it together with what lies here.
"""
