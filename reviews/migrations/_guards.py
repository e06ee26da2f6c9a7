"""Triggers that hold what no constraint can say, on both databases. Used by migrations only."""

from claims.migrations._statements import Statements

REFUSAL = "a verdict is approved by somebody who wrote no finding on the claim"
WROTE_IT = """
    SELECT 1 FROM reviews_review JOIN reviews_verdict ON reviews_verdict.claim_id = reviews_review.claim_id
    WHERE reviews_verdict.id = NEW.verdict_id AND reviews_review.reviewer_id = NEW.person_id
"""
OTHER_EYES_POSTGRES = f"""
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ({WROTE_IT}) THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_by_other_eyes BEFORE INSERT OR UPDATE ON reviews_approval
    FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();
"""
OTHER_EYES_SQLITE = """
CREATE TRIGGER approval_by_other_eyes_{when} BEFORE {when} ON reviews_approval WHEN EXISTS ({wrote_it})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
# It reads the other table: a later migration that makes SQLite rebuild reviews_ratingscale fails ("error in trigger")
# unless it lifts this first and guards again afterwards, with the triggers that a rebuild drops.
FULL_SQLITE = """
CREATE TRIGGER reviews_rating_scale_is_full BEFORE INSERT ON reviews_rating
WHEN NEW.position > (SELECT size FROM reviews_ratingscale WHERE id = NEW.scale_id)
BEGIN SELECT RAISE(ABORT, 'this version of the scale is written already: succeed it'); END"""
FULL_POSTGRES = """
CREATE FUNCTION refuse_more_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position > (SELECT size FROM reviews_ratingscale WHERE id = NEW.scale_id) THEN
        RAISE EXCEPTION 'this version of the scale is written already: succeed it';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reviews_rating_scale_is_full BEFORE INSERT ON reviews_rating
    FOR EACH ROW EXECUTE FUNCTION refuse_more_labels();
"""


def approval_by_other_eyes() -> Statements:
    """Nobody approves a verdict on a claim that they wrote a finding on, from here on."""
    kinds = ("insert", "update")
    return Statements(
        {
            "sqlite": [OTHER_EYES_SQLITE.format(when=when, wrote_it=WROTE_IT, refusal=REFUSAL) for when in kinds],
            "postgresql": [OTHER_EYES_POSTGRES],
        },
        {
            "sqlite": [f"DROP TRIGGER approval_by_other_eyes_{when}" for when in kinds],
            "postgresql": [
                "DROP TRIGGER approval_by_other_eyes ON reviews_approval",
                "DROP FUNCTION refuse_own_approval()",
            ],
        },
    )


def scale_is_full() -> Statements:
    """A version of a scale takes as many labels as it was made for, and no more, from here on."""
    return Statements(
        {"sqlite": [FULL_SQLITE], "postgresql": [FULL_POSTGRES]},
        {
            "sqlite": ["DROP TRIGGER reviews_rating_scale_is_full"],
            "postgresql": [
                "DROP TRIGGER reviews_rating_scale_is_full ON reviews_rating",
                "DROP FUNCTION refuse_more_labels()",
            ],
        },
    )
