"""Requests as files (OpenAI's Batch format): written instead of sent, their replies read back into the store."""
