"""The articles of the sample newsroom: each text lies beside the module that says what was found out about it."""
