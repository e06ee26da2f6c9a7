"""What the desk refuses, each a sentence with a stable code."""

from reviews.errors.desk import *  # noqa: F403 - whoever adds one adds it in one place
from reviews.errors.exports import *  # noqa: F403
from reviews.errors.people import *  # noqa: F403
