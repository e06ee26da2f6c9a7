"""What stands as the desk's word: where a claim stands, who approved it, what readers were shown."""

from itertools import combinations

from claims import clock
from tests.reviews.machine import suited
from tests.reviews.machine.rows import EDITOR, REVIEWER, Row, Rows

PHASES = {"find": "new", "restore": "new", "queue": "at work", "escalate": "escalated", "dismiss": "dismissed"}
SETTLES = ("review", "adjudicate", "want")  # acts after which it is looked at whether the findings agree


def a_claim_stands_where_its_rows_say(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        was = before.get("Claim", claim.id)
        if was is not None and was.version == claim.version:
            assert was.status == claim.status
        else:
            assert claim.status == _standing_of(before, now, claim)


def a_finding_is_by_somebody_who_may_judge(before: Rows, now: Rows) -> None:
    for review in _new(before, now, "Review"):
        claim = now.tables["Claim"][review.claim_id]
        assert not suited.in_conflict(now, review.reviewer_id, claim, clock.today())
        assert now.roles(review.reviewer_id) & {REVIEWER, EDITOR}
        sources = now.where("Source", review_id=review.id)
        assert len(sources) >= now.rules.sources_wanted


def a_finding_is_recorded_under_a_live_lease(before: Rows, now: Rows) -> None:
    for review in _new(before, now, "Review"):
        held = before.tables["Assignment"][review.assignment_id]
        assert held.closed_as == ""
        assert (clock.now() - held.leased_until).total_seconds() <= now.rules.grace_minutes * 60


def a_proposal_rests_on_all_that_stands(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        if claim.status in ("reviewed", "approved"):
            verdict = now.verdict(claim.id)
            assert verdict is not None
            rests_on = {row.review_id for row in now.where("Verdict_rests_on", verdict_id=verdict.id)}
            assert rests_on == {review.id for review in now.findings(claim.id)}
            assert verdict.review_id in rests_on


def nobody_approves_what_they_reviewed(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        verdict = now.verdict(claim.id)
        if verdict is not None and claim.status in ("reviewed", "approved", "published", "withdrawn"):
            wrote = {review.reviewer_id for review in now.where("Review", claim_id=claim.id)}
            assert not wrote & {approval.person_id for approval in now.approvals(verdict)}, claim


def an_approval_is_by_an_editor_who_may_and_names_what_was_seen(before: Rows, now: Rows) -> None:
    for approval in _new(before, now, "Approval"):
        [verdict] = now.where("Verdict", id=approval.verdict_id)
        claim = now.tables["Claim"][verdict.claim_id]
        assert EDITOR in now.roles(approval.person_id)
        assert not suited.in_conflict(now, approval.person_id, claim, clock.today())
        assert approval.seen == before.tables["Claim"][claim.id].version


def approved_is_what_enough_people_approved(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        was = before.get("Claim", claim.id)
        if claim.status == "approved" and was is not None and was.status != "approved":
            verdict = now.verdict(claim.id)
            assert verdict is not None
            people = {approval.person_id for approval in now.approvals(verdict)}
            assert len(people) >= now.rules.approvals_wanted
            assert verdict.approved_by_id in people


def versions_are_counted_without_a_gap_and_end_with_a_tombstone(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        verdict = now.verdict(claim.id)
        versions = now.where("VerdictVersion", verdict_id=verdict.id) if verdict else []
        ordered = sorted(versions, key=lambda version: version.sequence)
        assert [version.sequence for version in ordered] == list(range(1, len(ordered) + 1))
        tombstones = [version.edition == "withdrawal" for version in ordered]
        assert not any(tombstones[:-1])
        shown = {(): "", (False,): "published", (True,): "withdrawn"}[tuple(tombstones[-1:])]
        assert shown == (claim.status if claim.status in ("published", "withdrawn") else ""), claim


def a_correction_is_by_somebody_who_reviewed_nothing_of_it(before: Rows, now: Rows) -> None:
    for version in _new(before, now, "VerdictVersion"):
        if version.edition in ("correction", "update", "clarification"):
            [verdict] = now.where("Verdict", id=version.verdict_id)
            claim = now.tables["Claim"][verdict.claim_id]
            wrote = {review.reviewer_id for review in now.where("Review", claim_id=claim.id)}
            assert version.published_by_id not in wrote
            assert not suited.in_conflict(now, version.published_by_id, claim, clock.today())
            assert version.note


def clients_are_told_of_every_version_and_scale_in_order_and_without_a_gap(before: Rows, now: Rows) -> None:
    entries = now["FeedEntry"]
    assert [entry.id for entry in entries] == list(range(1, now["Feed"][0].last + 1))
    told = [entry.version_id for entry in entries if entry.version_id]
    assert sorted(told) == sorted(version.id for version in now["VerdictVersion"])
    of_one: dict[int, list[int]] = {}
    for version in told:
        row = now.tables["VerdictVersion"][version]
        of_one.setdefault(row.verdict_id, []).append(row.sequence)
    assert all(sequence == sorted(sequence) for sequence in of_one.values())
    written = [entry.scale_id for entry in entries if entry.kind == "scale.written"]
    assert sorted(written) == sorted(scale.id for scale in now["RatingScale"])
    used = [entry.scale_id for entry in entries if entry.kind == "scale.in_use"]
    assert not used or now.tables["RatingScale"][used[-1]].current


def _standing_of(before: Rows, now: Rows, claim: Row) -> str:
    """Where its last phase and the people on its places put it."""
    events = now.where("Event", claim_id=claim.id)
    phase = next(PHASES[event.act] for event in reversed(events) if event.act in PHASES)
    if phase != "at work":
        return phase
    verdict, seated = now.verdict(claim.id), now.standing(claim.id)
    if shown := [row.edition for row in now["VerdictVersion"] if verdict and row.verdict_id == verdict.id]:
        return "withdrawn" if "withdrawal" in shown else "published"
    reviewers = [row for row in seated if row.role == "review"]
    if len(reviewers) < (claim.reviews_wanted or 1):
        return "queued"
    if any(row.closed_as == "" for row in reviewers):
        return "in_review"
    if verdict and verdict.approved_by_id:
        return "approved"
    return _agreed_or_not(before, now, claim, events[-1].act)


def _agreed_or_not(before: Rows, now: Rows, claim: Row, act: str) -> str:
    settling = {row.closed_as for row in now.standing(claim.id) if row.role == "adjudication"}
    if settling:
        return "reviewed" if settling == {"reviewed"} else "disputed"
    if act not in SETTLES:  # the rules may have changed since, which moves nothing by itself
        was = before.tables["Claim"][claim.id].status
        return was if was in ("disputed", "reviewed") else "reviewed"
    found = now.findings(claim.id)
    far = [_apart(now, now.told_by(one), now.told_by(other)) for one, other in combinations(found, 2)]
    agree = all(steps is not None and steps <= now.rules.tolerance for steps in far)
    return "reviewed" if agree else "disputed"


def _apart(now: Rows, one: Row, other: Row) -> int | None:
    if one.slug == other.slug:
        return 0
    older, newer = sorted({one.scale_id, other.scale_id}) if one.scale_id != other.scale_id else [one.scale_id] * 2
    line = [slug for slug in _line(now, older) if slug in _line(now, newer)]
    return abs(line.index(one.slug) - line.index(other.slug)) if {one.slug, other.slug} <= set(line) else None


def _line(now: Rows, scale: int) -> list[str]:
    labels = sorted(now.where("Rating", scale_id=scale), key=lambda label: label.position)
    return [label.slug for label in labels if label.on_line]


def _new(before: Rows, now: Rows, table: str) -> list[Row]:
    return [row for pk, row in now.tables[table].items() if pk not in before.tables[table]]
