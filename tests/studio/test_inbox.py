"""The inbox says that something waits; at most one mail a day says no more than that."""

import re
from datetime import timedelta

from sqlalchemy import select, update

from lms.core.clock import now
from lms.core.db import db
from lms.studio import notices
from lms.studio.inbox_words import sentence
from lms.studio.models import Notice, SuggestionKind
from lms.studio.operations import commenting, deciding
from lms.studio.operations.reading import post_digests
from tests.cohort_factories import delivered
from tests.factories import a_person, browser
from tests.studio_factories import a_writer
from tests.studio_talk_factories import Table


def unread(person, table):
    partner = table.partner(person)
    return db.session.scalars(select(Notice).where(Notice.partner_id == partner.id, Notice.read_at.is_(None))).all()


def mails(app):
    post_digests()
    db.session.commit()
    return delivered(app)


def test_every_kind_has_its_sentence(app):
    with app.test_request_context():
        assert all(sentence(kind) for kind in notices.KINDS)


def test_signed_out_is_told_to_sign_in(client):
    assert client.post("/studio/-/inbox/read").status_code == 401


def test_nobody_opens_anothers_notice(app):
    table = Table()
    table.suggestion()
    [notice] = unread(table.bo, table)
    assert browser(app, table.carl).post(f"/studio/-/inbox/{notice.id}").status_code == 404
    assert browser(app, a_person("Eve Dahl")).post(f"/studio/-/inbox/{notice.id}").status_code == 404


def test_opening_leads_there_and_is_remembered(app):
    table = Table()
    made = table.suggestion()
    bo = browser(app, table.bo)
    assert "There is a new suggestion." in bo.get("/studio/-/inbox").text
    assert len(unread(table.bo, table)) == 1
    [notice] = unread(table.bo, table)
    answer = bo.post(f"/studio/-/inbox/{notice.id}")
    assert answer.headers["Location"] == f"/studio/-/suggestions/{made.id}"
    assert unread(table.bo, table) == []
    assert "Nothing new" in bo.get("/studio/-/inbox").text


def test_every_kind_leads_somewhere(app):
    table = Table()
    bo = table.partner(table.bo)
    made, thread = table.suggestion(), table.thread()
    things = {"mention": thread.id, "comment": thread.id, "comment_hidden": thread.id}
    as_deputy = {kind for kind in notices.KINDS if kind.startswith(notices.AS_DEPUTY)}
    for kind in sorted(notices.KINDS - as_deputy - {"hold", "hold_ended", "mediation", "evaluation"}):
        notices.tell([bo], kind, draft_id=table.draft.id, thing_id=things.get(kind, made.id))
    db.session.commit()
    client = browser(app, table.bo)
    for notice in unread(table.bo, table):
        place = client.post(f"/studio/-/inbox/{notice.id}").headers["Location"]
        assert client.get(place).status_code in {200, 302}, (notice.kind, place)


def test_all_read(app):
    table = Table()
    table.suggestion()
    table.thread()
    browser(app, table.bo).post("/studio/-/inbox/read")
    assert unread(table.bo, table) == []
    assert len(unread(table.carl, table)) == 2


def test_the_mail_says_only_that_something_waits(app):
    table = Table()
    table.suggestion(reason="Psychosis.")
    table.thread("Another thing.")
    found = mails(app)
    assert sorted(mail.to for mail in found) == ["bo@work.example", "carl@work.example"]
    for mail in found:
        said = mail.subject + mail.text + mail.html
        assert "Something waits for you" in said
        assert not re.search(r"suggest|comment|experience|Pen |Psychosis|Another|First steps|Bea", said)


def test_at_most_one_a_day(app):
    table = Table()
    table.suggestion()
    assert len(mails(app)) == 2
    table.suggestion()
    assert mails(app) == []


def test_none_while_paused_nor_for_who_wants_none_nor_once_read(app):
    table = Table()
    table.partner(table.bo).paused_at = now()
    table.partner(table.carl).digest_days = 0
    table.suggestion()
    assert mails(app) == []
    table.partner(table.bo).paused_at = None
    db.session.commit()
    post_digests()
    browser(app, table.bo).post("/studio/-/inbox/read")
    assert delivered(app) == []


def test_at_most_two_reminders_and_only_of_what_asks_for_an_act(app):
    table = Table()
    bo = table.partner(table.bo)
    notices.tell([bo], "vote_opened", draft_id=table.draft.id)
    notices.tell([table.partner(table.carl)], "published", draft_id=table.draft.id)
    db.session.commit()
    counts = []
    for _round in range(5):
        counts.append(len(mails(app)))
        past = now() - timedelta(days=4)
        db.session.execute(update(Notice).values(mailed_at=past))
        for person in (table.bo, table.carl):
            table.partner(person).digest_sent_at = past
        db.session.commit()
    assert counts == [2, 1, 1, 0, 0]


def test_a_page_of_many_is_read_in_few_statements(app, statements):
    table = Table()
    for number in range(8):
        table.suggestion(reason=f"Reason {number}.")
    bo = browser(app, table.bo)
    with statements() as ran:
        bo.get("/studio/-/inbox")
    assert len(ran) <= 5


def test_how_often_is_for_each_to_say(app):
    table = Table()
    bo = browser(app, table.bo)
    assert bo.post("/studio/-/inbox/mails", data={"days": "400"}).status_code == 422
    assert bo.post("/studio/-/inbox/mails", data={"days": "0"}).status_code == 302
    db.session.expire_all()
    assert (table.partner(table.bo).digest_days, table.partner(table.carl).digest_days) == (0, 1)


def stood_in(table):
    """Let Bea pause, with Bo as her deputy."""
    bea, bo = table.partner(table.bea), table.partner(table.bo)
    bea.deputy_id, bea.paused_at = bo.id, now() - timedelta(hours=1)
    db.session.commit()
    return bea, bo


def kinds(person, table):
    return sorted(notice.kind for notice in unread(person, table))


def test_what_reaches_somebody_paused_reaches_their_deputy_once_and_says_for_whom(app):
    table = Table()
    made, thread = table.suggestion(), table.thread()
    browser(app, table.bo).post("/studio/-/inbox/read")
    stood_in(table)
    commenting.reply(thread, "Look, @Pen Bea Friis", by=table.partner(table.carl))
    deciding.accept(made, answer="Yes.", by=a_writer(table.partner(table.carl)))
    table.suggestion(by=table.carl, kind=SuggestionKind.QUESTION)
    notices.tell([table.partner(table.bo)], "review_near", thing_id=1)
    db.session.commit()
    assert kinds(table.bo, table) == ["deputy_mention", "deputy_suggestion_answered", "review_near", "suggestion"]
    page = re.sub(r"<[^>]+>", "", browser(app, table.bo).get("/studio/-/inbox").text)
    assert page.count("For Pen Bea Friis: you are their deputy.") == 2
    assert page.count("Also for Pen Bea Friis: you are their deputy.") == 2
    assert not re.search(r"paus|away|ill", page.split("What became of")[0].split("What waits for you")[1])
    [named] = [notice for notice in unread(table.bo, table) if notice.kind == "deputy_mention"]
    assert browser(app, table.bo).post(f"/studio/-/inbox/{named.id}").location == f"/studio/-/threads/{thread.id}"
    assert "deputy" not in browser(app, table.carl).get("/studio/-/inbox").text
    [mail] = [mail for mail in mails(app) if mail.to == table.bo.email]
    assert "Some of it comes to you as a deputy. Your inbox says for whom." in mail.text
    assert not re.search(r"Bea|Pen |paus|away|experience", mail.subject + mail.text + mail.html)


def test_a_deputy_is_not_told_of_their_own_act_nor_after_the_pause(app):
    table = Table()
    thread = table.thread()
    browser(app, table.bo).post("/studio/-/inbox/read")
    bea, bo = stood_in(table)
    commenting.reply(thread, "I say, @Pen Bea Friis", by=bo)
    assert kinds(table.bo, table) == []
    commenting.reply(thread, "Look, @Pen Bea Friis and @Pen Bo Lind", by=table.partner(table.carl))
    assert kinds(table.bo, table) == ["mention"]
    commenting.reply(thread, "Look, @Pen Bea Friis", by=table.partner(table.carl))
    bea.paused_at = None
    db.session.commit()
    page = browser(app, table.bo).get("/studio/-/inbox").text
    assert "Somebody named you in a comment." in page
    assert "deputy" not in page
    assert "stand in for" not in page


def test_what_asks_stands_apart_and_a_round_of_sign_offs_is_told_once(app):
    table = Table()
    bo = [table.partner(table.bo)]
    for _language in ("da", "en"):
        notices.tell(bo, "signed", draft_id=table.draft.id, thing_id=7)
    notices.tell(bo, "vote_opened", draft_id=table.draft.id)
    db.session.commit()
    page = browser(app, table.bo).get("/studio/-/inbox").text
    asked, news = page.partition("What others did")[::2]
    assert "You are asked" in asked
    assert sentence_once(page, "A joint decision: you are asked where you stand.") in asked
    assert sentence_once(page, "Somebody has signed off a lesson.") in news
    for notice in unread(table.bo, table):
        notice.read_at = now()
    notices.tell(bo, "signed", draft_id=table.draft.id, thing_id=7)
    assert len(unread(table.bo, table)) == 1


def sentence_once(page, words):
    assert page.count(f"{words}</p>") == 1
    return words
