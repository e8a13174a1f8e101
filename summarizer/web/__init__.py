"""Pages from the web: http and https only, into a private network only where allowed, with limits of size, time and redirects.

Nothing is imported here: the client takes a second that files need not wait for.
"""
