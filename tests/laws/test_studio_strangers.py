"""Nothing in the studio opens to who doesn't write along: not by a guessed number, address or code (rules 1, 4 and 5).

Not to a partner of another module, to who has left, to a coordinator or an administrator. An administrator reads the
comments that were reported, and nothing else.
"""

from sqlalchemy import select

from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import Lesson, Proposal, StoryConsent
from lms.studio import ownership
from lms.studio.models import Comment, Conflict, DraftPicture, DraftText, HoursEntry, Perspective, SeatInvitation
from lms.studio.operations import holding, publishing, signing, telling
from lms.studio.operations.candidates import look_over, make_ready
from tests.factories import a_coordinator, a_person, an_administrator, an_organisation, browser, save
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_partner
from tests.studio_talk_factories import Table

SHUT = {401, 403, 404}
# Nobody is told anything here: a former partner's autosave is answered (rule 10).
THEIR_OWN = {"former partner": {"studio.save_block", "studio.evaluation"}}
# These find only what is one's own: a notice, a name, a practice; an invitation's link is its own key.
OPEN = {
    "studio.invitation", "studio.answer_invitation", "studio.decline_invitation", "studio.print_story",
    "studio.open_notice", "studio.take_credit_back", "studio.practise_step", "studio.send_step", "studio.practise",
}  # fmt: skip


def test_nothing_of_a_collaboration_opens_to_anybody_else(app):
    table, numbers = _furnished()
    assert browser(app, table.bea).get(f"/studio/-/drafts/{table.draft.id}/holds/{numbers['hold']}").status_code == 200
    opened = []
    for who, client in _strangers(app, table).items():
        for rule in _rules(app):
            for method in sorted(rule.methods & {"GET", "POST"}):
                if rule.endpoint in THEIR_OWN.get(who, ()) or (who == "administrator" and "/reports/" in rule.rule):
                    continue
                path = app.url_map.bind("").build(rule.endpoint, _values(rule, numbers), method=method)
                answer = client.open(path, method=method)
                if answer.status_code not in SHUT and "/login?" not in answer.headers.get("Location", ""):
                    opened.append(f"{who}: {method} {path} {answer.status_code}")
    assert not opened, "begin these with a rule of policy.py or a select of visible_to:\n" + "\n".join(opened)


def _rules(app):
    rules = (rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("studio.") and rule.arguments)
    return [rule for rule in rules if rule.endpoint not in OPEN]


def _strangers(app, table):
    former, elsewhere = a_person("Former Partner"), a_person("Peer Elsewhere")
    a_partner(table.collaboration, former, Perspective.LIVED_EXPERIENCE, left_at=now())
    a_collaboration(a_module("elsewhere", position=77), peers=[elsewhere], professionals=[a_person("Pro Elsewhere")])
    people = {
        "signed out": None,
        "stranger": a_person("Eve Stranger"),
        "coordinator": a_coordinator("Ole Elsewhere", an_organisation("Elsewhere")),
        "administrator": an_administrator(),
        "partner elsewhere": elsewhere,
        "former partner": former,
    }
    return {who: browser(app, person) for who, person in people.items()}


def _furnished():
    table = Table()
    bea, bo, carl = (table.partner(person) for person in (table.bea, table.bo, table.carl))
    suggestion, thread = table.suggestion(), table.thread()
    candidate = make_ready(table.draft, look_over(table.draft), small_fix=False, by=carl)
    for text in candidate.texts:
        for partner in (bea, bo, carl):
            signing.sign(text, text.digest, partner=partner, by=partner)
    publication = publishing.publish(publishing.prepare(candidate), {"en": "New.", "da": "Ny."}, by=bo)
    hold = holding.place(table.draft, "It was not so.", block=table.block(), partner=bo, by=bo)
    story = telling.begin(by=table.bea)
    assert ownership.is_owner(table.bea, story)
    lesson = db.session.get_one(Lesson, table.draft.lesson_id)
    numbers = {
        "draft": table.draft.id,
        "block": "opening",
        "part": "opening",
        "language": "en",
        "kind": "question",
        "version": 1,
        "suggestion": suggestion.id,
        "thread": thread.id,
        "comment": db.session.scalars(select(Comment.id).where(Comment.thread_id == thread.id)).one(),
        "hold": hold.id,
        "publication": publication.id,
        "story": story.code,
        "module": table.module.slug,
        "lesson": lesson.slug,
        **_rows(table, story, lesson),
    }
    db.session.commit()
    return table, numbers


def _rows(table, story, lesson):
    """Return the numbers of what is there only now and then."""
    text = db.session.scalars(select(DraftText).where(DraftText.block_id == table.block().id)).first()
    invited = SeatInvitation(
        collaboration_id=table.collaboration.id, language="en", invited_by_id=table.carl.id, invited_at=now()
    )
    allowed = StoryConsent(story_id=story.id, lesson_id=lesson.id, language="en", given_at=now(), from_at=now())
    conflict = Conflict(text_id=text.id, base_version=1, body={}, person_id=table.bea.id, made_at=now())
    spent = {"person_id": table.bea.id, "collaboration_id": table.collaboration.id}
    hours = HoursEntry(day=today(), minutes=5, sealed_note=b"", **spent)
    proposal = Proposal(lesson_id=lesson.id, digest="0" * 64, structure={}, texts={}, created_at=now())
    named = {
        "invitation_id": invited,
        "consent_id": allowed,
        "conflict": conflict,
        "entry": hours,
        "proposal": proposal,
        "picture": DraftPicture(draft_id=table.draft.id, name="a.png", digest="0" * 64, words={}, made_at=now()),
    }
    return {name: save(row).id for name, row in named.items()}


def _values(rule, numbers):
    return {name: numbers[name] for name in rule.arguments}
