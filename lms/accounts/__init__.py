"""People, organisations, grants, invitations, signing in.

Words it owns: *person* (an account), *organisation*, *membership* (a person belongs to an organisation from a date to a
date), *grant* (a role with a scope), *invitation* (to get an account), *visit* (one browser's signed-in session),
*link* (a one-time address sent by mail).

Decided 2026-11: asking for a one-time link only queues the address; whether it has an account is looked up when the
mail is sent, because then known and unknown addresses cost the page exactly the same.
Decided 2026-11: a sign-in is counted as failed before its password is checked and forgiven when it was right, because
tries sent side by side would otherwise all pass under the delay.

A person's lived experience is no property of an account: nothing here may say it (rule 5).
"""
