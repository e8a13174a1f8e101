"""Gold: what careful readers found in articles, as annotated XML and as JSON with offsets."""
