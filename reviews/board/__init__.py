"""The board: which claims are asked for, where they stand, and in which order. Reads only.

What it is asked is an address: every number on the desk that counts claims leads to one (docs/pages.md has the words).
"""
