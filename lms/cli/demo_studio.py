"""The demo's co-production: M6 is being written by two peer experts and a professional.

One revision is published, after a hold that a change answered; a second lesson is being written, with an open suggestion
and a conversation. Everybody is invented, and the one story says of itself that it is demo text. Every step is taken by the
same operations that people's own clicks take.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from lms.accounts.models import Organisation, Person
from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import Contribution, Credit, Lesson, Module, StoryConsent, StoryName
from lms.studio.models import (
    Collaboration,
    Draft,
    DraftBlock,
    DraftText,
    Model,
    NameKind,
    Partner,
    Perspective,
    SuggestionKind,
)
from lms.studio.operations import (
    blocks,
    candidates,
    commenting,
    consenting,
    drafting,
    holding,
    inviting,
    joining,
    proposing,
    publishing,
    signing,
    suggesting,
    telling,
    texts,
)
from lms.studio.writers import Writer

MODULE, PUBLISHED, WRITTEN = "cocreation-coproduction", "m6-whats-new", "m6-difference"

FIRST_TRY = {
    "da": "Tag en borger med, når I skriver skemaet. Det giver et bedre skema.",
    "en": "Bring a citizen along when you write the form. It makes a better form.",
}
AFTER_THE_HOLD = {
    "da": "Spørg først, om en borger har lyst til at skrive skemaet sammen med jer. Aftal timer og betaling, før I går i "
    "gang. Den, der kun bliver ”taget med”, ender let med at sidde og nikke.",
    "en": "Ask first whether a citizen would like to write the form together with you. Agree on hours and pay before you "
    "start. Whoever is only brought along easily ends up nodding.",
}
STORY = {
    "da": "Demotekst, ikke en virkelig beretning. Her står en fortælling, når et menneske har valgt at give den. Den, der "
    "ejer den, kan tage den tilbage med ét klik, og så er den væk herfra.",
    "en": "Demo text, not a real account. A story stands here once a person has chosen to give one. Whoever owns it can "
    "take it back with one click, and then it is gone from here.",
}
STORY_INTRO = {
    "da": "En partner har valgt at fortælle noget her.",
    "en": "A partner has chosen to tell something here.",
}
NOTES = {
    "da": "Rådet om skemaet er skrevet om, efter at en partner gjorde indsigelse. Der er kommet en fortælling til.",
    "en": "The advice on the form was rewritten after a partner held it. A story has been added.",
}
SUGGESTED = {
    "da": "Jeg ville skrive det med et eksempel. Lighed lyder let. Den dag, nogen får betaling for mødet, og nogen ikke gør, "
    "kan alle se forskel.",
}


def fill(owner: Person, peers: list[Person], organisation: Organisation) -> None:
    """Let `owner`, a professional, and two peer experts write M6 together. Runs inside a transaction."""
    module = db.session.scalars(select(Module).where(Module.slug == MODULE)).one()
    collaboration = proposing.propose(module.id, _wording(), organisation_id=organisation.id, by=owner)
    carl = joining.take_seat(collaboration, _terms(Perspective.PROFESSIONAL, "Carl", 4), version=1, by=owner)
    bea, bo = (
        _join(collaboration, person, name, owner) for person, name in zip(peers, ("Bea", "Fjordlys"), strict=True)
    )
    _publish_first(collaboration, carl, bea, bo)
    _write_second(collaboration, carl, bea, bo)


def _wording() -> proposing.Wording:
    return proposing.Wording(
        model=Model.CO_PRODUCTION,
        seats={Perspective.LIVED_EXPERIENCE: 3, Perspective.PROFESSIONAL: 2},
        purpose="At skrive modulet om samskabelse og samproduktion sammen, så det passer til det, det handler om.",
        reason="Modulet handler om at bestemme sammen. Så må det også være lavet sådan.",
        locked="Modulets navn og antallet af lektioner ligger fast i år. Der er penge til 60 timer i alt.",
        decision_rule="Vi bliver enige. Kan vi ikke det, står det åbent, til vi har talt om det igen.",
        support="Signe fra brugerorganisationen kan ringes op på hverdage.",
        third_party="En mægler, som begge sider har valgt",
        review_on=today() + timedelta(days=180),
    )


def _terms(perspective: Perspective, name: str, hours: int) -> joining.Terms:
    peer = perspective is Perspective.LIVED_EXPERIENCE
    return joining.Terms(
        perspective=perspective,
        name_kind=NameKind.FIRST if name in ("Bea", "Carl") else NameKind.PSEUDONYM,
        name=name,
        reads=["da", "en"],
        employed_by_owner=not peer,
        influence="Alt det, der ikke ligger fast.",
        contribution="Skrive, læse og sige til, når noget ikke passer.",
        hours_per_month=hours,
        pay="Honorar pr. time efter kommunens takst." if peer else "En del af mit arbejde.",
        companion="",
    )


def _join(collaboration: Collaboration, person: Person, name: str, owner: Person) -> Partner:
    invitation = inviting.invite(collaboration, str(person.email), language="da", by=owner)
    token = inviting.give_token(invitation)
    db.session.flush()
    return joining.accept(token, _terms(Perspective.LIVED_EXPERIENCE, name, 4), version=1, by=person)


def _publish_first(collaboration: Collaboration, carl: Partner, bea: Partner, bo: Partner) -> None:
    """Write, hold, change, sign and publish the module's first lesson."""
    draft = drafting.start(_lesson(PUBLISHED), collaboration, by=_writer(carl))
    _append(draft, "tomorrow", FIRST_TRY, by=_writer(carl))
    _story(draft, bea)
    _ready(draft, carl)
    hold = holding.place(
        draft,
        "”Taget med” lyder, som om vi er bagage. Og der står intet om betaling.",
        block=_block(draft, "tomorrow"),
        partner=bo,
        by=bo,
    )
    _replace_end(draft, "tomorrow", FIRST_TRY, AFTER_THE_HOLD, by=_writer(bo))
    candidate = _ready(draft, bea)
    for partner in (bo, bea, carl):
        for text in candidate.texts:
            signing.sign(text, text.digest, partner=partner, by=partner)
    db.session.refresh(hold)
    publishing.publish(publishing.prepare(candidate), NOTES, by=bea)
    for partner, contribution in ((bea, Contribution.WRITING), (bo, Contribution.IDEA), (carl, Contribution.REVIEW)):
        db.session.add(
            Credit(
                lesson_id=_lesson(PUBLISHED).id,
                partner_id=partner.id,
                contribution=contribution,
                name=partner.shown_name,
                confirmed_at=now(),
            )
        )
    drafting.close(draft, by=_writer(carl))


def _write_second(collaboration: Collaboration, carl: Partner, bea: Partner, bo: Partner) -> None:
    """Leave the second lesson as people leave it in the evening: a suggestion waits, a conversation is open."""
    draft = drafting.start(_lesson(WRITTEN), collaboration, by=_writer(bea))
    block = _block(draft, "principles")
    text = _text(block, "da")
    body = text.body | {"body": f"{text.body['body']}\n\n{SUGGESTED['da']}"}
    change = suggesting.Change(SuggestionKind.REPLACEMENT, body=body, base_version=text.version)
    suggestion = suggesting.suggest(
        block, "da", change, reason="Principperne er rigtige, men man kan ikke se dem for sig.", by=bo
    )
    commenting.discuss(suggestion, "Godt eksempel. Må vi skrive ”honorar” i stedet for betaling?", by=carl)
    commenting.open_thread(
        draft, "Er overskriften for lang på en telefon?", language="da", by=bea, block=_block(draft, "opening")
    )


def _story(draft: Draft, owner: Partner) -> None:
    """Put the demo story into the lesson. Its fourteen days to think again began in time."""
    person = db.session.get_one(Person, owner.person_id)
    story = telling.begin(by=person)
    telling.name(story, StoryName.FIRST, "Bea", by=person)
    for language, body in STORY.items():
        text = telling.write(story, language, body=body, note="", version=0)
        db.session.flush()
        telling.approve(text, version=text.version)
    db.session.flush()
    choice = consenting.Choice(lesson_id=draft.lesson_id or 0, languages=tuple(STORY), uses=(), until=None)
    consenting.consent(story, choice)
    db.session.flush()
    for consent in db.session.scalars(select(StoryConsent).where(StoryConsent.story_id == story.id)):
        consent.given_at = now() - timedelta(days=consenting.DAYS_TO_THINK)
        consent.from_at = now()
    bodies = {language: {"body": STORY_INTRO[language]} for language in STORY}
    filling = blocks.Filling(bodies=bodies, structure={"story": story.code})
    blocks.add(draft, "story", by=_writer(owner), after="case", filling=filling)


def _ready(draft: Draft, by: Partner) -> Any:
    db.session.flush()
    db.session.expire(draft)
    made = candidates.make_ready(draft, candidates.look_over(draft), small_fix=False, by=by)
    db.session.flush()
    return made


def _append(draft: Draft, name: str, words: dict[str, str], *, by: Writer) -> None:
    block = _block(draft, name)
    for language, more in words.items():
        text = _text(block, language)
        body = text.body | {"body": f"{text.body['body']}\n\n{more}"}
        texts.save(block, language, body=body, note=text.note, base_version=text.version, by=by)


def _replace_end(draft: Draft, name: str, old: dict[str, str], new: dict[str, str], *, by: Writer) -> None:
    block = _block(draft, name)
    for language, words in new.items():
        text = _text(block, language)
        body = text.body | {"body": text.body["body"].replace(old[language], words)}
        texts.save(block, language, body=body, note=text.note, base_version=text.version, by=by)


def _writer(partner: Partner) -> Writer:
    return Writer(person_id=partner.person_id, partner_id=partner.id)


def _lesson(slug: str) -> Lesson:
    return db.session.scalars(select(Lesson).where(Lesson.slug == slug)).one()


def _block(draft: Draft, name: str) -> DraftBlock:
    return db.session.scalars(select(DraftBlock).where(DraftBlock.draft_id == draft.id, DraftBlock.name == name)).one()


def _text(block: DraftBlock, language: str) -> DraftText:
    found = select(DraftText).where(DraftText.block_id == block.id, DraftText.language == language)
    return db.session.scalars(found.execution_options(populate_existing=True)).one()
