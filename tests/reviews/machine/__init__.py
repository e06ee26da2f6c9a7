"""Random people at a random hour do what comes to their mind, legal or not; after each step the rules hold.

`rows` reads the whole database, `newsroom` says who there is and how something is tried, the `acts_of_...` are what
they try, and the `laws_of_...` say, from rows alone, what must be so afterwards.
"""
