"""Groups of people who take modules together: invitations, deadlines, completion.

Words it owns: *cohort*, *participant* (a person in a cohort from joining until leaving), *cohort invitation* (by mail, to one
address), *join link* (for many, with expiry and limit), *progress* (not started, under way, completed, overdue).

Who runs a cohort sees names and completion since its start, dates without times, and nothing else (rules 6, 12, 13).
"""
