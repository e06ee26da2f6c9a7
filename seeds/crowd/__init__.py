"""A desk as it may look after years, to measure on. Rows, not acts: nobody did any of it."""
