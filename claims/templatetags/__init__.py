"""What our templates ask of the policy."""
