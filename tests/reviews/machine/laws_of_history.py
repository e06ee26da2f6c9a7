"""What was, stays: one event for every change, each beginning where the last one ended; nothing is rewritten."""

from itertools import pairwise

from tests.reviews.machine.rows import EDITOR, REVIEWER, Rows

WRITTEN_ONCE = ("Event", "Revision", "Review", "Source", "VerdictVersion", "Rating", "Approval", "FeedEntry")
NEVER_REMOVED = ("Article", "Claim", "Assignment", "Verdict", "Conflict", "Notification", "RatingScale", "Job")

# Who must have what to be named by an event; the clock has neither.
EDITORS_ONLY = (
    *("retry", "dismiss", "restore", "prioritise", "appoint", "send_back", "approve", "publish", "correct"),
    *("withdraw", "want"),
)
REVIEWERS_ONLY = ("take", "escalate", "review", "retract")
CLOCK_ONLY = ("find", "start_split", "finish_split", "fail_split", "expire")
EITHER = ("receive", "revise", "release", "postpone", "hand_over", "recuse", "adjudicate")
EDITORS_AND_THE_CLOCK = ("queue", "assign")


def nothing_written_is_changed_or_removed(before: Rows, now: Rows) -> None:
    for table in WRITTEN_ONCE:
        assert all(now.tables[table].get(pk) == row for pk, row in before.tables[table].items()), table
    for table in NEVER_REMOVED:
        assert before.tables[table].keys() <= now.tables[table].keys(), table


def each_event_begins_where_the_last_one_ended(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        events = now.where("Event", claim_id=claim.id)
        assert (events[0].act, events[0].before, events[-1].after) == ("find", "", claim.status)
        assert all(earlier.after == later.before for earlier, later in pairwise(events)), claim
    for article in now["Article"]:
        events = [event for event in now.where("Event", article_id=article.id) if event.claim_id is None]
        assert (events[0].before, events[-1].after) == ("", article.status)
        assert all(earlier.after == later.before for earlier, later in pairwise(events)), article


def every_act_has_one_event_and_raises_the_version_by_one(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        assert len(now.where("Event", claim_id=claim.id)) == claim.version, claim


def whoever_acted_was_allowed_to(before: Rows, now: Rows) -> None:
    for event in (row for pk, row in now.tables["Event"].items() if pk not in before.tables["Event"]):
        roles, by_clock = before.roles(event.actor_id), event.actor_id == now.clock
        allowed = {
            **dict.fromkeys(EDITORS_ONLY, EDITOR in roles),
            **dict.fromkeys(REVIEWERS_ONLY, REVIEWER in roles),
            **dict.fromkeys(CLOCK_ONLY, by_clock),
            **dict.fromkeys(EITHER, bool(roles & {REVIEWER, EDITOR})),
            **dict.fromkeys(EDITORS_AND_THE_CLOCK, by_clock or EDITOR in roles),
        }
        assert allowed[event.act], f"{event.actor_id} with {roles} did “{event.act}”"


def who_lets_go_lets_go_of_their_own_unless_an_editor_does(before: Rows, now: Rows) -> None:
    """Giving back, postponing and handing over may be an editor's doing; the rest is nobody else's."""
    for event in (row for pk, row in now.tables["Event"].items() if pk not in before.tables["Event"]):
        closed = [
            row
            for pk, row in now.tables["Assignment"].items()
            if row.claim_id == event.claim_id and row.closed_as != "" and before.tables["Assignment"].get(pk) != row
        ]
        own = all(row.reviewer_id == event.actor_id for row in closed)
        assert own or event.act not in ("escalate", "recuse", "review", "adjudicate", "retract")
        assert own or event.act not in ("release", "postpone", "hand_over") or EDITOR in before.roles(event.actor_id)


def no_draft_is_lost_but_to_the_finding_it_became(before: Rows, now: Rows) -> None:
    found = {(r.reviewer_id, r.claim_id) for pk, r in now.tables["Review"].items() if pk not in before.tables["Review"]}
    for pk, was in before.tables["Draft"].items():
        draft = now.get("Draft", pk)
        assert draft is not None or (was.person_id, was.claim_id) in found
        assert draft is None or draft == was or draft.version == was.version + 1
