"""Suggestions, voices and comments, made in a line; and time that has passed."""

from datetime import timedelta

from sqlalchemy import select, update

from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import (
    DraftBlock,
    Notice,
    Partner,
    Suggestion,
    SuggestionKind,
    SuggestionVoice,
    Voice,
)
from lms.studio.operations import commenting, suggesting
from lms.studio.operations.suggesting import Change
from tests.factories import a_person, save
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_draft

BETTER = "Something good happens in opening."


class Table:
    """Bea, Bo and Carl at one draft."""

    def __init__(self, **changes):
        self.bea, self.bo, self.carl = (a_person(name) for name in ("Bea Friis", "Bo Lind", "Carl Munk"))
        self.module = a_module()
        self.collaboration = a_collaboration(
            self.module, **{"peers": (self.bea, self.bo), "professionals": (self.carl,), **changes}
        )
        self.draft = a_draft(self.collaboration, self.module.lessons[0])

    def partner(self, person):
        return db.session.scalars(
            select(Partner).where(Partner.person_id == person.id, Partner.collaboration_id == self.collaboration.id)
        ).one()

    def block(self, name="opening"):
        return db.session.scalars(
            select(DraftBlock).where(DraftBlock.draft_id == self.draft.id, DraftBlock.name == name)
        ).one()

    def suggestion(self, by=None, kind=SuggestionKind.REPLACEMENT, body=None, reason="It was not like that."):
        """Return a suggestion of Bea's, or somebody's, on the opening."""
        body = body or {"heading": "A Tuesday", "body": BETTER}
        change = Change(kind, None if kind in {"deletion", "question"} else body)
        made = suggesting.suggest(self.block(), "en", change, reason=reason, by=self.partner(by or self.bea))
        db.session.commit()
        return made

    def thread(self, body="Is this so?", by=None):
        made = commenting.open_thread(
            self.draft, body, language="en", by=self.partner(by or self.bea), block=self.block()
        )
        db.session.commit()
        return made

    def says(self, suggestion, person, voice=Voice.YES):
        return save(
            SuggestionVoice(
                suggestion_id=suggestion.id,
                partner_id=self.partner(person).id,
                voice=voice,
                reason="Because.",
                given_at=now(),
            )
        )


def days_pass(suggestion, days=8):
    """Let it be so many days since everybody was told of a joint decision."""
    db.session.execute(
        update(Notice)
        .where(Notice.kind == "vote_opened", Notice.thing_id == suggestion.id)
        .values(made_at=now() - timedelta(days=days))
    )
    db.session.commit()


def fresh(suggestion):
    db.session.expire_all()
    return db.session.get(Suggestion, suggestion.id)
