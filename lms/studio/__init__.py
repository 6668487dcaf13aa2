"""Where people with lived experience and professionals write lessons on equal footing (rules 1-5, 7, 9, 11).

Words it owns: *collaboration* (the people who write a module together), *agreement version* (what they agreed), *partner*
(follows from an accepted agreement, never granted), *perspective* (chosen by the partner, for this collaboration only),
*seat* (a place for a perspective; a seat invitation names none), *draft* (the working copy of a lesson, block by block),
*suggestion*, *voice* (yes, no, "I can live with it"), *comment*, *thread*, *candidate* (a draft frozen for sign-off),
*sign-off* (of one candidate in one language), *hold*, *mediation*, *publication*, *credit*, *story owner*, *pause*, *deputy*.

Who sees what: partners see the partners of their collaboration under the names these chose; nobody else sees that there is
a collaboration before something is published. `policy.partnership` is the one question every page starts from. A person's
account name, address and perspective stand nowhere else in this package: pages show `Partner.shown_name`.

Decided 2026-11: a sign-off points to a frozen candidate text, and the database lets only exactly that text be published;
so a forged digest is of no use, and no page has to be trusted.
Decided 2026-11: drafts are kept block by block and language by language, each with a version, so that two people meet only
where they write the same thing at the same time.
Decided 2026-11: what somebody chooses on the way to a seat goes along in hidden fields until their yes; before it nothing
of a perspective is stored, and it never stands in an address. A partner without a name is called "Partner" and a number.
Decided 2026-11: a deputy shares the perspective of the one they stand in for, so that no side gains a voice by a pause.
Decided 2026-11: a deputy acts wherever the partner could, and each row says whose hand it was; a hand counts once.
Decided 2026-11: positions of a mediation are kept by language and frozen as both sides agreed, so that a publication can be
held against them by the database.
Decided 2026-11: ending the work together is a version of the agreement like any change: it takes everybody's yes. The
last partner to leave ends it too. A proposal is ended by its owner, or by itself after 60 days.
"""
