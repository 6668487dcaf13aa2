"""Groups of people who take modules together: invitations, deadlines, completion.

Words it owns: *cohort*, *participant* (a person in a cohort from joining until leaving), *cohort invitation* (by mail,
to one address), *join link* (for many, with expiry and limit), *way* (into a cohort: an invitation, a link or the
confirmation of an address), *terms* (who will see what), *standing* (not started, under way, completed, overdue).

Who runs a cohort sees names and completion since its start, dates without times, and nothing else (rules 6, 12, 13).

Decided 2026-11: inviting looks nobody up, so known and unknown addresses can't differ in answer, time, mail or list.
Decided 2026-11: joining agrees to the modules and the start that were shown. A module added later is shown of earlier
participants only after their yes, and the start can't move back for them, because rule 12 grants exactly what was said.
Decided 2026-11: whoever was taken out of a cohort comes back by an invitation, not by the link they may still have.
"""
