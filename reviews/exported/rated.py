"""The columns of a rating, which findings and published versions have alike."""

from reviews.exported.table import Column

OF_RATING = (
    Column("rating", "rating.slug", "short name of the label"),
    Column("rating_label", "rating.label", "the label, as people read it"),
    Column("rating_value", "rating.value", "its number on the scale's line; empty: it has none"),
    Column("scale", "rating.scale.slug", "short name of the rating scale"),
    Column("scale_version", "rating.scale.version", "which version of the scale"),
)
