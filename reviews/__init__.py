"""The desk: who holds a claim, what they found, what is published."""
