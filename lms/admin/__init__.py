"""Administration: people, organisations, grants, invitations, administrators' acts, the outbox's state, help lines.

There is no page here for journals, story owners or perspectives, and nobody can act as another person.
"""
