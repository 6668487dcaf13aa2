"""The studio's tables, split by what they are about."""

from lms.studio.models.care import AuthorEvaluation, HoursEntry
from lms.studio.models.collaborations import (
    AgreementAnswer,
    AgreementVersion,
    Collaboration,
    Model,
    NameKind,
    Partner,
    Pause,
    Perspective,
    SeatInvitation,
)
from lms.studio.models.drafts import HEAD, Conflict, Draft, DraftBlock, DraftChange, DraftPicture, DraftText, Presence
from lms.studio.models.practice import PracticeRound
from lms.studio.models.signing import (
    Candidate,
    CandidateText,
    Hold,
    HoldEnd,
    Mediation,
    Publication,
    PublicationKind,
    SignOff,
)
from lms.studio.models.stories import LedgerEntry, StoryExport, StoryOwner, StoryRequest
from lms.studio.models.talk import (
    Comment,
    ContentReport,
    Mention,
    Notice,
    Outcome,
    Suggestion,
    SuggestionKind,
    SuggestionVoice,
    Thread,
    Voice,
)

__all__ = [
    "HEAD", "AgreementAnswer", "AgreementVersion", "AuthorEvaluation", "Candidate", "CandidateText", "Collaboration",
    "Comment", "Conflict", "ContentReport", "Draft", "DraftBlock", "DraftChange", "DraftPicture", "DraftText",
    "Hold", "HoldEnd", "HoursEntry", "LedgerEntry", "Mediation", "Mention", "Model", "NameKind", "Notice", "Outcome",
    "Partner", "Pause", "Perspective", "PracticeRound", "Presence", "Publication", "PublicationKind", "SeatInvitation",
    "SignOff", "StoryExport", "StoryOwner", "StoryRequest", "Suggestion", "SuggestionKind", "SuggestionVoice",
    "Thread", "Voice",
]  # fmt: skip
