"""The embedded engine: a frozen language model reads each sentence once, a small trained head tags it."""
