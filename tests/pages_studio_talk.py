"""Pages where partners talk, by example: suggestions at every stage, conversations, the inbox and reported comments."""

from collections.abc import Iterator, Mapping
from typing import Any

from lms.accounts.models import Person
from lms.core.db import db
from lms.studio.models import SuggestionKind, Voice
from lms.studio.operations import commenting, deciding, reporting, suggesting, voices
from lms.studio.operations.suggesting import Change
from lms.studio.queries.suggestions import block_in
from lms.studio.writers import Writer
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_draft

PEER, OTHER_PEER, PROFESSIONAL, ADMIN = "learner", "facilitator", "coordinator", "admin"
Example = tuple[str, str, dict[str, Any], dict[str, str] | None, int]


class Desk:
    """Three of the demo's people at a draft, who have said something about it."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        module = a_module("talking-together", position=80, title="Talking together")
        peers = (people[PEER], people[OTHER_PEER])
        self.collaboration = a_collaboration(module, peers=peers, professionals=(people[PROFESSIONAL],))
        self.draft = a_draft(self.collaboration, module.lessons[0])
        self.module = module.slug
        self.partners = {partner.person_id: partner for partner in self.collaboration.partners}
        self.peer, self.other, self.pro = (self.partners[people[who].id] for who in (PEER, OTHER_PEER, PROFESSIONAL))

    def suggest(self, kind: SuggestionKind, by: Any, words: str = "") -> int:
        block = block_in(self.draft, "opening")
        body = {"heading": "A Wednesday", "body": words} if words else None
        made = suggesting.suggest(block, "en", Change(kind, body), reason="It was not like that.", by=by)
        return made.id


def examples(people: Mapping[str, Person]) -> Iterator[Example]:
    """Fill the database and yield endpoint, who, arguments, form and status."""
    desk = Desk(people)
    draft = {"draft": desk.draft.id}
    yield from _suggestions(desk)
    yield from _conversations(desk)
    for show in ("open", "mine", "answered"):
        yield "studio.suggestions", PEER, {**draft, "show": show}, None, 200
    part = {**draft, "block": "opening", "language": "en"}
    yield "studio.choose_suggestion", PEER, part, None, 200
    for kind in SuggestionKind:
        yield "studio.suggest", PEER, {**part, "kind": kind.value}, None, 200
        yield "studio.suggest", PEER, {**part, "kind": kind.value}, {"reason": ""}, 422
    yield "studio.inbox", PEER, {}, None, 200
    yield "studio.inbox", ADMIN, {}, None, 200
    yield "studio.choose_mails", PEER, {}, {"days": "400"}, 422
    yield "studio.you_said_we_did", PEER, {}, None, 200
    yield "studio.you_said_we_did", ADMIN, {}, None, 200


def _suggestions(desk: Desk) -> Iterator[Example]:
    asked = desk.suggest(SuggestionKind.REPLACEMENT, desk.peer, "Something else happens.")
    done = desk.suggest(SuggestionKind.REPLACEMENT, desk.peer, "Something happens in opening.")
    question = desk.suggest(SuggestionKind.QUESTION, desk.other)
    new = desk.suggest(SuggestionKind.INSERTION, desk.pro, "A new part.")
    out = desk.suggest(SuggestionKind.DELETION, desk.peer)
    vote = db.session.get_one(suggesting.Suggestion, asked)
    voices.open_vote(vote, by=desk.pro)
    voices.give_voice(vote, Voice.NO, reason="It is right.", partner=desk.other, by=desk.other)
    commenting.discuss(vote, "Why?", by=desk.pro)
    writer = Writer(desk.pro.person_id, desk.pro.id)
    deciding.accept(db.session.get_one(suggesting.Suggestion, done), answer="You are right.", by=writer)
    db.session.commit()
    for found in (asked, done, question, new, out):
        for who in (PEER, PROFESSIONAL):
            yield "studio.suggestion", who, {"suggestion": found}, None, 200
    yield "studio.give_voice", PEER, {"suggestion": asked}, {"reason": ""}, 422
    yield "studio.accept_suggestion", PROFESSIONAL, {"suggestion": out}, {"answer": ""}, 422
    yield "studio.discuss_suggestion", PEER, {"suggestion": out}, {"body": ""}, 422


def _conversations(desk: Desk) -> Iterator[Example]:
    block = block_in(desk.draft, "more")
    thread = commenting.open_thread(
        desk.draft, "Is it so?", language="en", by=desk.peer, block=block, passage="Something happens"
    )
    said = commenting.reply(thread, "His neighbour is Hans Hansen.", by=desk.pro)
    gone = commenting.reply(thread, "I should not say this.", by=desk.other)
    commenting.withdraw(gone, by=desk.other)
    settled = commenting.open_thread(desk.draft, "All of it?", language="en", by=desk.other)
    commenting.resolve(settled, by=desk.pro)
    reporting.report(said, reason="It names somebody.", by=desk.peer)
    db.session.commit()
    draft = {"draft": desk.draft.id}
    for show in ("open", "mine", "all"):
        yield "studio.comments", PEER, {**draft, "show": show}, None, 200
    yield "studio.comment_new", PEER, {**draft, "block": "opening", "language": "en"}, None, 200
    yield "studio.comment_new", PEER, draft, {"body": ""}, 422
    for one in (thread, settled):
        yield "studio.thread", PEER, {"thread": one.id}, None, 200
    yield "studio.reply", PEER, {"thread": thread.id}, {"body": ""}, 422
    yield "studio.report_comment", OTHER_PEER, {"comment": said.id}, None, 200
    yield "studio.report_comment", OTHER_PEER, {"comment": said.id}, {"reason": ""}, 422
    yield "studio.reports", ADMIN, {}, None, 200
    yield "studio.hide_comment", ADMIN, {"comment": said.id}, {"reason": ""}, 422
