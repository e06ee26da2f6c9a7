"""What changes around the claims: texts that come in, interests, topics, expertise, people, the rules, the scale."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from claims.actions import articles, jobs, topics
from claims.enums import Door
from claims.intake import Details
from claims.models import Job, Topic
from claims.tasks import WORK
from reviews import queries
from reviews.actions import conflicts, scales
from reviews.actions.conflicts import Interest
from reviews.models import Profile, Rules
from tests.reviews.machine.acts_of_deciding import Deciding
from tests.reviews.machine.newsroom import ADDRESSES, OUTLETS, STATEMENTS, numbers
from tests.reviews.machine.rows import EDITOR, REVIEWER

MOST_CLAIMS = 8  # few claims meet more
some_text = st.lists(st.sampled_from(list(STATEMENTS)), min_size=1, max_size=2, unique=True).map("\n".join)
some_topics = st.lists(st.sampled_from(["trade", "crime"]), max_size=2, unique=True)
INTERESTS = [
    Interest(kind="outlet", value="the harbour post"),
    Interest(kind="outlet", value="harbourpost.example"),
    Interest(kind="claimant", value="Brook"),
    Interest(kind="claimant", value="Ida M. Brook"),
    Interest(kind="organisation", value="acme mills"),
    Interest(kind="topic", topic="trade"),
    Interest(kind="claim"),
    Interest(kind="outlet", value=" "),
]
RULES = {
    "reviews_wanted": [1, 2, 3],
    "approvals_wanted": [1, 2, 2],
    "tolerance": [0, 0, 1, 6],
    "sources_wanted": [1, 1, 2],
    "grace_minutes": [0, 5],
    "taken_lease_minutes": [30, 60],
    "overdue_hours": [1, 48],
}


class Changing(Deciding):
    @precondition(lambda self: len(self.rows["Claim"]) < MOST_CLAIMS)
    @rule(
        text=some_text,
        who=numbers,
        url=st.sampled_from(ADDRESSES),
        outlet=st.sampled_from(OUTLETS),
        about=some_topics,
        byline=st.sampled_from(["", "", "Wanda"]),
        language=st.sampled_from(["en", "en", "es"]),
    )
    def receive(self, text: str, who: int, **details: Any) -> None:
        person = self.somebody(who, *self.with_role(REVIEWER), *self.with_role(EDITOR))
        about = Details(topics=details.pop("about"), **details)
        self.attempt("receive", lambda: articles.receive(text, actor=person, door=Door.API, details=about))

    @precondition(lambda self: len(self.rows["Claim"]) < MOST_CLAIMS)
    @rule(article=numbers, text=some_text, who=numbers)
    def revise(self, article: int, text: str, who: int) -> None:
        known = self.rows["Article"]
        person, it = self.somebody(who, *self.with_role(EDITOR)), known[article % len(known)]
        self.attempt("revise", lambda: articles.revise(it.id, text, actor=person))

    @rule(job=numbers)
    def a_worker_works(self, job: int) -> None:
        """What is due is done: no work is refused, and none fails."""
        if due := self.rows.where("Job", state="ready"):
            chosen = due[job % len(due)]
            assert self.attempt(f"do {chosen.kind}", lambda: jobs.execute(chosen.id, WORK)), Job.objects.get(
                pk=chosen.id
            ).error

    @rule(article=numbers, who=numbers, about=some_topics)
    def change_topics(self, article: int, who: int, about: list[str]) -> None:
        known = self.rows["Article"]
        editor, it = self.somebody(who, *self.with_role(EDITOR)), known[article % len(known)]
        self.attempt("change topics", lambda: topics.change(it.id, about, actor=editor))

    @rule(
        kind=st.sampled_from(INTERESTS), who=numbers, by=numbers, claim=numbers, days=st.sampled_from([None, None, 0, 3])
    )
    def declare_a_conflict(self, kind: Interest, who: int, by: int, claim: int, days: int | None) -> None:
        person = self.somebody(who, *self.with_role(REVIEWER))
        actor = self.somebody(by, person.pk, *self.with_role(EDITOR))
        ends_on = None if days is None else (self.moment + timedelta(days=days)).date()
        which = self.claim(claim).id if kind.kind == "claim" else None
        interest = Interest(kind=kind.kind, value=kind.value, topic=kind.topic, claim=which, ends_on=ends_on)
        self.attempt("declare", lambda: conflicts.declare(interest, person_id=person.pk, actor=actor))

    @rule(conflict=numbers, by=numbers)
    def end_a_conflict(self, conflict: int, by: int) -> None:
        if known := self.rows["Conflict"]:
            it = known[conflict % len(known)]
            actor = self.somebody(by, it.declared_by_id, *self.with_role(EDITOR))
            self.attempt("end a conflict", lambda: conflicts.end(it.id, actor=actor))

    @rule(name=st.sampled_from(list(RULES)), value=numbers)
    def change_a_rule(self, name: str, value: int) -> None:
        choice = RULES[name][value % len(RULES[name])]
        self.attempt("change a rule", lambda: Rules.objects.update(**{name: choice}))

    @rule(who=numbers, listed=some_topics, days=st.sampled_from([None, 0, 2]), capacity=st.sampled_from([1, 2, 5]))
    def change_a_profile(self, who: int, listed: list[str], days: int | None, capacity: int) -> None:
        person, day = self.somebody(who, *self.with_role(REVIEWER)), self.moment.date()
        away = (None, None) if days is None else (day, day + timedelta(days=days))

        def change() -> None:
            profile, _ = Profile.objects.get_or_create(user=person)
            profile.capacity, (profile.away_from, profile.away_until) = capacity, away
            profile.save()
            profile.topics.set(Topic.objects.filter(slug__in=listed))

        self.attempt("change a profile", change)

    @rule(who=numbers, active=st.sampled_from([True, True, False]), roles=st.sampled_from([0, 0, 0, 1, 2, 3]))
    def people_come_and_go(self, who: int, active: bool, roles: int) -> None:
        """Most keep their roles. Two editors who are nothing else stay, or soon nobody could decide."""
        person = self.somebody(who, *self.with_role(REVIEWER))
        if person.username in ("edgar", "elena", "passerby"):
            return
        names = [None, [REVIEWER], [EDITOR], [REVIEWER, EDITOR]][roles]

        def change() -> None:
            get_user_model().objects.filter(pk=person.pk).update(is_active=active)
            if names is not None:
                person.groups.set(Group.objects.filter(name__in=names))

        self.attempt("come and go", change)

    @precondition(lambda self: len(self.rows["RatingScale"]) < 4)
    @rule(who=numbers, left_out=numbers)
    def succeed_the_scale(self, who: int, left_out: int) -> None:
        """The next version without one label, or with what the first version had."""
        editor = self.somebody(who, *self.with_role(EDITOR))
        versions = sorted(queries.scales(), key=lambda scale: scale.version)
        labels = scales.as_drafts(versions[-1].ratings.all())
        del labels[left_out % len(labels)]
        if left_out % 4 == 0:
            labels = scales.as_drafts(versions[0].ratings.all())
        self.attempt("succeed the scale", lambda: scales.succeed("truth", labels, actor=editor))
