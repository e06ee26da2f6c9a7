"""The sample newsroom, played through the actions."""
