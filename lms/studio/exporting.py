"""Everything the studio holds about one person, for themselves."""

from typing import Any

from sqlalchemy import Select, select

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum.models import Credit, Lesson, Module, StoryConsent, StoryRecording
from lms.studio import ownership
from lms.studio.models import (
    AgreementAnswer,
    AgreementVersion,
    AuthorEvaluation,
    CandidateText,
    Collaboration,
    Comment,
    Draft,
    DraftChange,
    Hold,
    Partner,
    Pause,
    PracticeRound,
    SeatInvitation,
    SignOff,
    StoryExport,
    Suggestion,
    SuggestionVoice,
)
from lms.studio.published_words import texts_of
from lms.studio.queries.hours import own_hours

Rows = list[dict[str, Any]]


def exported(person: Person) -> dict[str, Any]:
    """Return what somebody did and wrote in the studio, and the stories that are theirs."""
    mine = select(Partner.id).where(Partner.person_id == person.id)
    return {
        "partnerships": _partnerships(person),
        "agreements_proposed": _proposed(person),
        "seats_offered": _rows(
            select(SeatInvitation.address, SeatInvitation.invited_at.label("at")).where(
                SeatInvitation.invited_by_id == person.id
            )
        ),
        **_said(mine),
        **_done(mine),
        "practice_lessons": _rows(select(Draft.created_at.label("at")).where(Draft.practice_of_id == person.id)),
        "practice_rounds": _rows(
            select(PracticeRound.began_at.label("at"), PracticeRound.state)
            .join(Draft, Draft.id == PracticeRound.draft_id)
            .where(Draft.practice_of_id == person.id)
        ),
        "hours": [
            {"day": line.day, "module": line.module, "minutes": line.minutes, "note": line.note}
            for line in own_hours(person, person.language)
        ],
        "stories": [_story(story) for story in db.session.scalars(ownership.visible_to(person))],
    }


def _said(mine: Select[Any]) -> dict[str, Rows]:
    """Return what partners (`mine`: their ids) said to the others and about the work."""
    return {
        "answers_to_agreements": _rows(
            select(AgreementAnswer.yes, AgreementAnswer.reason, AgreementAnswer.answered_at.label("at"))
            .where(AgreementAnswer.partner_id.in_(mine))
        ),
        "suggestions": _rows(
            select(Suggestion.kind, Suggestion.language, Suggestion.body, Suggestion.note, Suggestion.reason,
                   Suggestion.outcome, Suggestion.answer, Suggestion.made_at.label("at"))
            .where(Suggestion.partner_id.in_(mine))
        ),
        "voices": _rows(
            select(SuggestionVoice.voice, SuggestionVoice.reason, SuggestionVoice.given_at.label("at"))
            .where(SuggestionVoice.partner_id.in_(mine))
        ),
        "comments": _rows(
            select(Comment.body, Comment.made_at.label("at"), Comment.withdrawn_at.label("withdrawn"))
            .where(Comment.partner_id.in_(mine))
        ),
        "evaluations": _rows(
            select(AuthorEvaluation.overview, AuthorEvaluation.say, AuthorEvaluation.outcome, AuthorEvaluation.outlook,
                   AuthorEvaluation.answered_at.label("at"), AuthorEvaluation.shared_at.label("shared"))
            .where(AuthorEvaluation.partner_id.in_(mine))
        ),
    }  # fmt: skip


def _done(mine: Select[Any]) -> dict[str, Rows]:
    """Return what partners (`mine`: their ids) did with lessons."""
    return {
        "holds": _rows(
            select(Hold.reason, Hold.placed_at.label("at"), Hold.how_ended.label("ending")).where(Hold.partner_id.in_(mine))
        ),
        "sign_offs": _rows(
            select(CandidateText.language, SignOff.digest, SignOff.signed_at.label("at"))
            .join(CandidateText, CandidateText.id == SignOff.text_id)
            .where(SignOff.partner_id.in_(mine))
        ),
        "credits": _rows(
            select(Lesson.slug.label("lesson"), Credit.contribution, Credit.name, Credit.confirmed_at.label("at"))
            .join(Lesson, Lesson.id == Credit.lesson_id)
            .where(Credit.partner_id.in_(mine))
        ),
        "changes_to_drafts": _rows(
            select(DraftChange.language, DraftChange.state, DraftChange.made_at.label("at"))
            .where(DraftChange.partner_id.in_(mine))
        ),
    }  # fmt: skip


def _rows(statement: Select[*tuple[Any, ...]]) -> Rows:
    """Return rows for people: a body with its parts as one text."""
    return [
        {name: "\n".join(texts_of(value)) if isinstance(value, dict) else value for name, value in row.items()}
        for row in db.session.execute(statement).mappings()
    ]


def _partnerships(person: Person) -> Rows:
    partners = db.session.execute(
        select(Partner, Module.slug, Collaboration.owner_id)
        .join(Collaboration, Collaboration.id == Partner.collaboration_id)
        .join(Module, Module.id == Collaboration.module_id)
        .where(Partner.person_id == person.id)
        .order_by(Partner.id)
    )
    return [
        {
            "module": slug,
            "owner": owner_id == person.id,
            "perspective": partner.perspective,
            "name": partner.shown_name,
            "name_kind": partner.name_kind,
            "languages": partner.reads,
            "influence": partner.influence,
            "contribution": partner.contribution,
            "hours_per_month": partner.hours_per_month,
            "pay": partner.pay,
            "companion": partner.companion,
            "joined": partner.joined_at,
            "left": partner.left_at,
            "pauses": _rows(
                select(Pause.began_at.label("from"), Pause.ended_at.label("until")).where(
                    Pause.partner_id == partner.id
                )
            ),
        }
        for partner, slug, owner_id in partners
    ]


def _proposed(person: Person) -> Rows:
    return _rows(
        select(Module.slug.label("module"), AgreementVersion.number, AgreementVersion.purpose, AgreementVersion.reason,
               AgreementVersion.proposed_at.label("at"))
        .join(Collaboration, Collaboration.id == AgreementVersion.collaboration_id)
        .join(Module, Module.id == Collaboration.module_id)
        .where(AgreementVersion.proposed_by_id == person.id)
    )  # fmt: skip


def _story(story: Any) -> dict[str, Any]:
    """Return one story. Its recording is downloaded from its own page: a sound does not fit into this file."""
    return {
        "code": story.code,
        "begun": story.created_at.date().replace(day=1),
        "name_kind": story.name_kind,
        "name": story.shown_name,
        "withdrawn": story.withdrawn_at,
        "texts": [
            {"language": text.language, "text": text.body, "note": text.note, "set_aside": text.aside, "approved": text.approved_at}
            for text in story.texts
        ],
        "recordings": _rows(
            select(StoryRecording.language, StoryRecording.voice, StoryRecording.seconds, StoryRecording.made_at.label("at"))
            .where(StoryRecording.story_id == story.id)
        ),
        "consents": _rows(
            select(Lesson.slug.label("lesson"), StoryConsent.language, StoryConsent.uses, StoryConsent.from_at.label("from"),
                   StoryConsent.until, StoryConsent.withdrawn_at.label("withdrawn"))
            .join(Lesson, Lesson.id == StoryConsent.lesson_id)
            .where(StoryConsent.story_id == story.id)
        ),
        "files": _rows(select(StoryExport.kind, StoryExport.made_at.label("at")).where(StoryExport.story_id == story.id)),
    }  # fmt: skip
