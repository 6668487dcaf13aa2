"""Administration: people, organisations, roles, invitations, administrators' acts, the installation, help lines.

There is no page here for journals, answers, progress, story owners or perspectives, and nobody can act as another
person.

Words it owns: *act* (something an administrator did, told in a sentence).
"""
