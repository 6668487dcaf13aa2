"""Taking a module: catalogue, lesson pages, answers, journal, scenarios, progress, certificates.

Words it owns: *learner* (who answers: today a person's account, later also an anonymous session), *start* (a learner
has begun a module), *place* (where a learner is in a lesson), *done* (a block, a lesson, a module), *try* (at a quiz
question), *position* (in a dilemma), *run* (of a scenario), *sheet* (what an answered block shows to one person),
*piece* (what a lesson shows to everybody), *entry* (of the journal), *certificate*.

Decided 2026-11: "done" is one table for every kind of block and says nothing about how it was done, so that nobody can
tell an answer from "I'd rather not" (rule 6).
"""
