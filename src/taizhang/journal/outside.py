"""What may be written without a journal entry, each table with its reason 日志之外.

This is the whole list, and the guard, the house tests and docs/security.md read it. Every other table that Django knows
is a record of the bureau: a transaction that writes to it and leaves no entry is not committed. New tables are guarded
from their first day, those of a third party's register included.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outside:
    """Why a table is no record of the bureau; `only`: just UPDATEs of these columns are outside, all else is guarded."""

    why: str
    only: frozenset[str] = frozenset()


def columns(why: str, *names: str) -> Outside:
    return Outside(why, frozenset(names))


# By model label, or by app label for a whole app of others.
OUTSIDE: dict[str, Outside] = {
    # Of Django and of libraries.
    "contenttypes": Outside("names of models, made by migrate"),
    "auth": Outside(
        "Django's groups and permissions: none is used; roles are the one table in access/roles.py"
    ),
    "sessions": Outside("who is signed in just now; signing in and out is journalled"),
    "axes": Outside("failed attempts by source, forgotten after the lock; each attempt is journalled"),
    "django_tasks_database": Outside("the queue: what a job does is journalled by the job"),
    # The journal's own chain, made from entries and proved by recomputing it.
    "journal.Link": Outside("the chain itself: recomputed by verify; UPDATE and DELETE are refused"),
    "journal.DaySeal": Outside("the chain's end of a day: held against the chain by verify"),
    # What came from outside and is proved by its own hash.
    "files.StoredFile": Outside("bytes under their own SHA-256; what points to them is journalled"),
    "regions.Region": Outside("official division codes shipped with the release"),
    # What a person has not handed in, or how he likes to see things.
    "registers.Draft": Outside("what a person has typed and not sent yet"),
    "registers.SavedView": Outside("how a person likes to look at a list"),
    "registers.Sending": Outside("which form was sent, to answer it once; what it did is journalled"),
    "registers.Screening": Outside(
        "what the scan of a public record told, made again at any time; letting one through is journalled"
    ),
    "personal.PersonalValue": Outside(
        "the sealed values behind references: what holds the references is journalled, erasing them too; a change of key is"
    ),
    # An import before and after its journalled acceptance.
    "intake.Sheet": Outside("a table read from a kept workbook, before a person accepts it"),
    "intake.Row": Outside("rows staged from a kept workbook; accepting them is journalled row by row"),
    "intake.HeaderMemory": Outside("what a sender's headers meant last time: a suggestion"),
    "intake.Batch": columns(
        "the state of a job; receiving, accepting and undoing are journalled",
        "state",
        "claim",
        "beat_at",
        "sentence",
        "acting_id",
        "with_hidden",
        "outcome",
        "hidden_sheets",
    ),
    "merging.Merge": columns(
        "the state of a job; asking for a merge or its undoing, and both acts, are journalled",
        "state",
        "claim",
        "beat_at",
        "sentence",
    ),
    # Jobs whose product is journalled or kept by hash.
    "reports.Bundle": Outside("a job that packs evidence; asking for it is journalled"),
    "decisions.Judging": Outside("a job that judges many firms; each of its steps is journalled"),
    "publishing.PublicationFile": columns(
        "the scan of a file that is kept by its hash; adding and removing the file are journalled",
        "scan",
        "scanned_with",
        "found",
        "sentence",
        "beat_at",
    ),
    "publishing.Publication": columns(
        "what looking again at published texts told; publishing and withdrawing are journalled",
        "left",
        "looked_with",
    ),
    "reports.Manuscript": Outside("a text being compared; decisions about its sentences are journalled"),
    "files.Upload": Outside("a file on its way in; what a form takes of it is journalled"),
    # Clocks and counters.
    "accounts.Sitting": Outside(
        "when a person was last here, and how it ended; signing in and out is journalled"
    ),
    "accounts.FailedSignIn": Outside("a counter of failed attempts; each attempt is journalled"),
    "accounts.Authenticator": Outside(
        "a secret being set up, and its counters; confirming it and taking it off are journalled"
    ),
    "accounts.User": columns("when somebody was last here; signing in is journalled", "last_login"),
    "accounts.ApiToken": columns("when a token was last used, to the minute", "used_at"),
}
