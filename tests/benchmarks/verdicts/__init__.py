"""How quickly clients pull verdicts: over HTTP from a million, beside a bare view of Django and plain SQL."""
