"""How well earlier claims are found again, on files of one's own, and what finding them costs."""
