"""Measures: the questions round a module, and what somebody asked to be asked later.

Words it owns: *answer* (to a question of a measure), *moment* (before, after, after six weeks, after three months), *link*
(what ties a person to their answers: a random key, sealed), *linkage* (what stands with an answer instead of a person),
*wish* (to be asked later about a module).

Decided 2026-11: answers hold no person, because they must never be used about one. The linkage is an HMAC of the module's
slug under a key that only the person's link holds, sealed with LMS_DATA_KEY, which is kept outside the database: so a copy
of the database can't tell whose an answer is, and the answers of two modules can't be told to be one person's.
Decided 2026-11: an answer knows its month and no more, and lies in the order of its linkage, because times and order
would lead back to the people who were there then.
Decided 2026-11: the link is made in a transaction of its own, before the first answer.
Decided 2026-11: a wish for three months goes once it is answered, so that nothing beside the link says who did.
"""
