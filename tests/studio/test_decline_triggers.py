"""The database refuses what rule 3 forbids, whatever asks it: the ORM or plain SQL."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import Comment, Model, Outcome, Suggestion, SuggestionKind, Voice
from lms.studio.operations import voices
from tests.studio_talk_factories import Table, days_pass

DECLINE = "UPDATE suggestions SET outcome = 'declined', decided_at = {now}, decided_by_id = :by, answer = 'No.' WHERE id = :id"
NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "now()"}


def refuses(act, saying):
    with pytest.raises(DatabaseError, match=saying):
        _done(act)
    db.session.expire_all()


def _done(act):
    with db.session.begin_nested():
        act()
        db.session.flush()


def by_sql(sql, **values):
    dialect = db.session.get_bind().dialect.name
    return lambda: db.session.execute(text(sql.format(now=NOW[dialect])), values)


def decline(suggestion, partner):
    def act():
        suggestion.outcome, suggestion.decided_at, suggestion.decided_by_id = Outcome.DECLINED, now(), partner.id

    return act


def voted(table, *said, days=8):
    """Return a suggestion of Bea's on which these have spoken, some days after everybody was told."""
    suggestion = table.suggestion()
    voices.open_vote(suggestion, by=table.partner(table.carl))
    days_pass(suggestion, days)
    for person, voice in said:
        table.says(suggestion, person, voice)
    return suggestion


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ([], 8),
        ([("bo", Voice.YES)], 8),
        ([("carl", Voice.YES)], 8),
        ([("bo", Voice.YES), ("carl", Voice.YES)], 3),
        ([("bo", Voice.YES), ("carl", Voice.YES), ("bea", Voice.NO)], 8),
    ],
    ids=["silence", "one side", "the other side", "too soon", "somebody says no"],
)
def test_nobody_declines_over_a_peer_expert(app, said, days):
    table = Table()
    suggestion = voted(table, *((getattr(table, name), voice) for name, voice in said), days=days)
    carl = table.partner(table.carl)
    refuses(decline(suggestion, carl), "joint decision")
    refuses(by_sql(DECLINE, by=carl.id, id=suggestion.id), "joint decision")
    refuses(by_sql(DECLINE, by=None, id=suggestion.id), "joint decision")


def test_nobody_declines_without_asking(app):
    table = Table()
    suggestion = table.suggestion()
    for person in (table.bo, table.carl):
        table.says(suggestion, person)
    refuses(by_sql(DECLINE, by=table.partner(table.carl).id, id=suggestion.id), "joint decision")


def test_a_suggestion_is_not_born_declined(app):
    table = Table()
    made = table.suggestion()
    values = {"draft_id": made.draft_id, "block_id": made.block_id, "language": "en", "kind": SuggestionKind.DELETION}
    declined = {"outcome": Outcome.DECLINED, "decided_at": now(), "decided_by_id": table.partner(table.carl).id}
    whose = {"base_version": 1, "base": {}, "reason": "", "partner_id": made.partner_id, "made_at": now()}
    refuses(lambda: db.session.add(Suggestion(**values, **whose, **declined)), "joint decision")


def test_with_both_sides_and_five_days_it_may_be_declined(app):
    table = Table()
    suggestion = voted(table, (table.bo, Voice.CAN_LIVE_WITH_IT), (table.carl, Voice.YES))
    by_sql(DECLINE, by=table.partner(table.carl).id, id=suggestion.id)()
    refuses(by_sql("UPDATE suggestions SET outcome = 'accepted' WHERE id = :id", id=suggestion.id), "stays")
    refuses(by_sql("UPDATE suggestion_voices SET voice = 'no' WHERE suggestion_id = :id", id=suggestion.id), "stays")


def test_its_author_and_in_co_creation_the_owner_may_decline(app):
    table = Table()
    suggestion = table.suggestion()
    by_sql(DECLINE, by=suggestion.partner_id, id=suggestion.id)()
    db.session.commit()


def test_in_co_creation_the_owner_may_decline(app):
    table = Table(model=Model.CO_CREATION)
    suggestion = table.suggestion()
    by_sql(DECLINE, by=table.partner(table.carl).id, id=suggestion.id)()


def test_withdrawn_only_by_its_author_and_only_questions_are_answered(app):
    table = Table()
    suggestion = table.suggestion()
    withdrawn = "UPDATE suggestions SET outcome = 'withdrawn', decided_at = {now}, decided_by_id = :by WHERE id = :id"
    refuses(by_sql(withdrawn, by=table.partner(table.carl).id, id=suggestion.id), "withdrawn_by_its_author")
    refuses(by_sql(withdrawn, by=None, id=suggestion.id), "withdrawn_by_its_author")
    answered = DECLINE.replace("declined", "answered")
    refuses(by_sql(answered, by=table.partner(table.carl).id, id=suggestion.id), "questions_are_answered")


def test_nobody_changes_or_deletes_anybodys_words(app):
    table = Table()
    suggestion, thread = voted(table, (table.bo, Voice.NO)), table.thread()
    for sql in (
        "UPDATE suggestions SET body = '{{}}' WHERE id = :id",
        "UPDATE suggestions SET reason = 'Other.' WHERE id = :id",
        "UPDATE suggestions SET partner_id = partner_id + 1 WHERE id = :id",
        "UPDATE suggestions SET vote_opened_at = NULL WHERE id = :id",
        "DELETE FROM suggestion_voices WHERE suggestion_id = :id",
        "UPDATE suggestion_voices SET partner_id = partner_id + 1 WHERE suggestion_id = :id",
        "DELETE FROM suggestions WHERE id = :id",
    ):
        refuses(by_sql(sql, id=suggestion.id), "stays|words|FOREIGN|foreign")
    refuses(by_sql("UPDATE comments SET body = 'Other.' WHERE thread_id = :id", id=thread.id), "words")
    refuses(by_sql("DELETE FROM comments WHERE thread_id = :id", id=thread.id), "words")
    by_sql("UPDATE comments SET body = '' WHERE thread_id = :id", id=thread.id)()
    assert db.session.query(Comment).filter_by(thread_id=thread.id).one().body == ""
