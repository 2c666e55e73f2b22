"""Shows a review: as one line of JSON, as a screen of text, and one suggestion at a time."""
