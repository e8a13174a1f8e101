"""The tests: the real stack over a swapped transport, nothing mocked."""
