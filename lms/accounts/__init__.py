"""People, organisations, grants, invitations, signing in.

Words it owns: *person* (an account), *organisation*, *membership* (a person belongs to an organisation from a date to a
date), *grant* (a role with a scope), *invitation* (to get an account), *visit* (one browser's signed-in session), *link*
(a one-time address sent by mail).

A person's lived experience is no property of an account: nothing here may say it (rule 5).
"""
