"""The names of the tables that CSV has; apart from what makes them, since the command line needs them to start."""

TABLES = ("articles", "summary", "key_events", "figures", "actors", "statements", "rejected", "not_covered")
"""The tables of briefings; the headline is the first line of the summary."""

DAILY_TABLES = ("sources", "overview", "disagreements", "key_events", "figures", "statements", "actors", "rejected", "not_used")
"""The tables of a day."""
