"""The desk in the admin: lists to search, pages to work on. Draws; decides nothing."""

from reviews.admin import lists

__all__ = ["lists"]
