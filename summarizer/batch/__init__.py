"""Many articles: each one once, appended as it is finished, within limits, and again only what is missing."""
