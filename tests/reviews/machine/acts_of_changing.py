"""What changes around the claims: texts that come in, interests, topics, expertise, people, the rules, the scale."""

from datetime import timedelta

from claims.actions import articles, jobs, topics
from claims.enums import Door
from claims.intake import Details
from claims.models import Job, Topic
from claims.tasks import WORK
from reviews import queries
from reviews.actions import access, conflicts, people, rules, scales, verdicts
from reviews.actions.conflicts import Interest
from reviews.models import Profile
from tests.reviews.machine.acts_of_deciding import Deciding
from tests.reviews.machine.newsroom import STATEMENTS, Chance, one_of
from tests.reviews.machine.rows import DECIDED, EDITOR, REVIEWER, Row

MOST_CLAIMS = 4  # undecided ones, so that people meet on them
MOST_SCALES = 4
STAY = ("edgar", "elena", "passerby")  # or soon nobody could decide
ADDRESSES = ("", "", "https://harbourpost.example/one", "https://example.org/two")
ABOUT = ([], ["trade"], ["crime"], ["trade", "crime"], ["weather"])
INTERESTS = (
    Interest(kind="outlet", value="the harbour post"),
    Interest(kind="outlet", value="harbourpost.example"),
    Interest(kind="claimant", value="Brook"),
    Interest(kind="claimant", value="Ida M. Brook"),
    Interest(kind="organisation", value="acme mills"),
    Interest(kind="topic", topic="trade"),
    Interest(kind="claim"),
    Interest(kind="outlet", value=" "),
)
RULES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("reviews_wanted", (2, 2, 1, 3)),
    ("tolerance", (0, 1, 6)),
    ("sources_wanted", (1, 2)),
    ("grace_minutes", (0, 5)),
    ("taken_lease_minutes", (30, 60)),
    ("overdue_hours", (1, 48)),
)


class Changing(Deciding):
    def receive(self, chance: Chance) -> None:
        if self.is_quiet():
            person = self.somebody(chance.who, *self.with_role(REVIEWER), *self.with_role(EDITOR))
            details = Details(
                url=chance.of(*ADDRESSES),
                outlet=chance.of("", "The Harbour Post", "Daily Mirrors"),
                byline=chance.of("", "", "", "", "Wanda"),
                language=chance.of("en", "en", "es"),
                topics=ABOUT[chance.whom % len(ABOUT)],
            )
            text = _text(chance.it)
            self.attempt("receive", lambda: articles.receive(text, actor=person, door=Door.API, details=details))

    def revise(self, chance: Chance) -> None:
        if self.is_quiet():
            it, person, text = self.article(chance.it), self.editor(chance.who), _text(chance.how)
            self.attempt("revise", lambda: articles.revise(it.id, text, actor=person))

    def work(self, chance: Chance) -> None:
        """What is due is done: no work is refused, and none fails."""
        if due := self.rows.where("Job", state="ready"):
            job = due[chance.it % len(due)]
            did = self.attempt(f"do {job.kind}", lambda: jobs.execute(job.id, WORK))
            assert did, Job.objects.get(pk=job.id).error

    def change_topics(self, chance: Chance) -> None:
        it, editor, about = self.article(chance.it), self.editor(chance.who), chance.of(*ABOUT)
        self.attempt("change topics", lambda: topics.change(it.id, about, actor=editor))

    def declare_a_conflict(self, chance: Chance) -> None:
        person = self.somebody(chance.whom, *self.with_role(REVIEWER), *self.with_role(EDITOR))
        actor = self.somebody(chance.who, person.pk, *self.with_role(EDITOR))
        kind, days = chance.of(*INTERESTS), [None, 0, 3][chance.look % 3]
        interest = Interest(
            kind=kind.kind,
            value=kind.value,
            topic=kind.topic,
            claim=self.claim(chance.it).id if kind.kind == "claim" else None,
            ends_on=None if days is None else (self.moment + timedelta(days=days)).date(),
        )
        self.attempt("declare", lambda: conflicts.declare(interest, person_id=person.pk, actor=actor))

    def end_a_conflict(self, chance: Chance) -> None:
        if known := self.rows["Conflict"]:
            it = known[chance.it % len(known)]
            actor = self.somebody(chance.who, it.declared_by_id, *self.with_role(EDITOR))
            self.attempt("end a conflict", lambda: conflicts.end(it.id, actor=actor))

    def change_a_rule(self, chance: Chance) -> None:
        name, values = chance.of(*RULES)
        value = values[chance.it % len(values)]
        editor = self.editor(chance.who)
        self.attempt("change a rule", lambda: rules.change({name: value}, actor=editor))

    def want_other_approvals(self, chance: Chance) -> None:
        editor, wanted = self.editor(chance.who), 1 if self.rows.rules.approvals_wanted > 1 else 2
        self.attempt("change a rule", lambda: rules.change({"approvals_wanted": wanted}, actor=editor))

    def count_approvals(self, chance: Chance) -> None:
        """The clock does, once fewer are wanted."""
        waits = [claim for claim in self.rows["Claim"] if claim.status == "reviewed"]
        enough = [claim for claim in waits if self.has_enough(claim)]
        it = one_of(self.rows["Claim"], enough or waits, chance.it)
        what = "count" if it in enough else "look for approvals that are enough"
        self.attempt(what, lambda: verdicts.count_approvals(it.id))

    def is_approved_in_part(self, claim: Row) -> bool:
        verdict = self.rows.verdict(claim.id)
        return verdict is not None and bool(self.rows.approvals(verdict))

    def has_enough(self, claim: Row) -> bool:
        verdict = self.rows.verdict(claim.id)
        return verdict is not None and len(self.rows.approvals(verdict)) >= self.rows.rules.approvals_wanted

    def change_a_profile(self, chance: Chance) -> None:
        person, day, days = self.reviewer(chance.who), self.moment.date(), chance.of(None, 0, 2)
        away = (None, None) if days is None else (day, day + timedelta(days=days))

        def change() -> None:
            profile, _ = Profile.objects.get_or_create(user=person)
            profile.capacity, (profile.away_from, profile.away_until) = [1, 2, 5][chance.it % 3], away
            profile.save()
            profile.topics.set(Topic.objects.filter(slug__in=ABOUT[chance.whom % len(ABOUT)]))

        self.attempt("change a profile", change)

    def change_people(self, chance: Chance) -> None:
        """They come, go, and get other roles; what they may no longer work on goes back."""
        person, editor = self.somebody(chance.who), self.editor(chance.whom)
        role = ["reviewer", "both", "editor"][chance.it % 3]
        if person.username in STAY:
            return
        if chance.of(True, True, False):
            self.attempt("change people", lambda: people.change(person.pk, {"role": role}, actor=editor))
        else:
            let = access.deactivate if person.is_active else access.activate
            self.attempt("let come and go", lambda: let(person.pk, actor=editor))

    def succeed_the_scale(self, chance: Chance) -> None:
        """The next version is without one label, or says what the first one said."""
        if len(self.rows["RatingScale"]) < MOST_SCALES:
            editor = self.editor(chance.who)
            versions = sorted(queries.scales(), key=lambda scale: scale.version)
            labels = scales.as_drafts(versions[-1].ratings.all())
            del labels[chance.it % len(labels)]
            if chance.of(True, False, False, False):
                labels = scales.as_drafts(versions[0].ratings.all())
            self.attempt("succeed the scale", lambda: scales.succeed("truth", labels, actor=editor))

    def is_quiet(self) -> bool:
        return sum(claim.status not in DECIDED for claim in self.rows["Claim"]) < MOST_CLAIMS

    def article(self, number: int) -> Row:
        known = self.rows["Article"]
        return known[number % len(known)]


def _text(number: int) -> str:
    """One or two of the statements: few texts, so that the same comes in twice."""
    known = list(STATEMENTS)
    return "\n".join(known[number % 5 :][: 1 + number % 2])
