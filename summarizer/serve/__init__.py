"""`summarize serve`: articles handed in by browsers and programs, briefed at one desk, shown as reports (extra `web`).

    request -> guarding -> views | api -> reading -> jobs -> worker (pipeline) -> shelf -> report, days

Requests are answered in one event loop; articles are briefed in another, on a thread of its own.
"""
