"""Whether a person and a claim have anything to do with each other. Reads what it is given; asks no database itself."""
