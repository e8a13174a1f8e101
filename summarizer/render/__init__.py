"""Briefings become pages. Templates stand beside the code; what they print is escaped."""
