"""The pages of rating scales: what each label means and how often it was given; the next version without a script."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.enums import Status
from reviews.actions import scales
from reviews.actions.scales import LabelDraft
from reviews.models import Rating, RatingScale
from tests.factories import claim_at

pytestmark = pytest.mark.django_db

PAGE = "/admin/desk/scales/of/truth/"


def typed(client: Client, address: str) -> dict[str, str]:
    """The form as the page came, as a browser would send it back: boxes that are not ticked are left out."""
    page = client.get(address).content.decode()
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, kind, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "type", "value"))
        if name and kind and (kind[1] != "checkbox" or " checked" in tag):
            sent[name[1]] = value[1] if value else "on" if kind[1] == "checkbox" else ""
    for name, inner in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        sent[name] = inner.strip()
    for name, inner in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        assert chosen
        sent[name] = chosen[1]
    return {name: value for name, value in sent.items() if name.startswith(("labels-", "name", "slug", "version"))}


def slugs(version: int) -> list[str]:
    found = Rating.objects.filter(scale__slug="truth", scale__version=version).order_by("position")
    return list(found.values_list("slug", flat=True))


def test_both_roles_see_every_version_with_its_definitions(client: Client, editor: Any, reviewer: Any) -> None:
    words = [LabelDraft(label=word, definition=f"It is {word}.") for word in ("Right", "Wrong")]
    scales.succeed("truth", words, actor=editor)
    for person in (editor, reviewer):
        client.force_login(person)
        page = client.get(PAGE).content.decode()
        assert page.index("It is Right.") < page.index("The statement is not accurate.")
        assert "came with the desk" in page
        assert ("Write the next version" in page) == (person == editor)
        assert ("Use version 1" in page) == (person == editor)


def uses(client: Client, label: str) -> tuple[int, int]:
    page = client.get(PAGE).content.decode()
    found = re.search(rf">{label}</span></th>(?:<td.*?</td>){{2}}<td>(\d+)</td><td>(\d+)</td>", page)
    assert found
    return int(found[1]), int(found[2])


def test_uses_are_counted_and_a_reviewer_does_not_learn_of_undecided_ones(
    client: Client, editor: Any, reviewer: Any, second_reviewer: Any
) -> None:
    claim_at(Status.PUBLISHED, reviewer=second_reviewer)
    claim_at(Status.REVIEWED, reviewer=second_reviewer)
    for person, expected in ((editor, (2, 1)), (second_reviewer, (2, 1)), (reviewer, (1, 1))):
        client.force_login(person)
        assert uses(client, "False") == expected
        assert uses(client, "Satire") == (0, 0)


def test_the_page_costs_the_same_for_one_version_and_for_three(
    client: Client, editor: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(editor)
    for version in (2, 3):
        with django_assert_num_queries(8):
            client.get(PAGE)
        words = [LabelDraft(label=f"{word} {version}", definition="So.") for word in ("Right", "Wrong")]
        scales.succeed("truth", words, actor=editor)


def test_the_list_shows_each_scale_once_the_one_in_use_first(
    client: Client, editor: Any, reviewer: Any, django_assert_num_queries: Any
) -> None:
    words = [LabelDraft(label=word, definition="So.") for word in ("Right", "Wrong")]
    client.force_login(reviewer)
    for number in range(3):
        scales.create(f"other-{number}", f"Other scale {number}", words, actor=editor)
        with django_assert_num_queries(6):
            page = client.get(reverse("admin:desk_scales")).content.decode()
    names = re.findall(r"/admin/desk/scales/of/([\w-]+)/", page)
    assert names == ["truth", "other-2", "other-1", "other-0"]
    assert page.count("is in use") == 1
    assert "Write another scale" not in page


def test_the_form_comes_with_the_labels_as_they_are_and_spare_rows(client: Client, editor: Any) -> None:
    client.force_login(editor)
    sent = typed(client, f"{PAGE}next/")
    assert (sent["name"], sent["version"], sent["labels-TOTAL_FORMS"]) == ("Truth scale", "1", "12")
    assert (sent["labels-0-label"], sent["labels-0-value"], sent["labels-0-colour"]) == ("True", "5", "green")
    assert ("labels-0-on_line" in sent, "labels-5-on_line" in sent) == (True, False)
    assert sent["labels-9-label"] == ""


def test_labels_are_added_removed_and_moved_without_a_script(client: Client, editor: Any) -> None:
    client.force_login(editor)
    sent = typed(client, f"{PAGE}next/")
    sent |= {"labels-2-remove": "on", "labels-8-place": "55"}  # half true goes, satire moves before unproven
    sent |= {"labels-9-place": "65", "labels-9-label": "Altered image", "labels-9-definition": "Made or changed."}
    del sent["labels-9-on_line"]
    answer = client.post(f"{PAGE}next/", sent)
    assert answer.headers["Location"] == PAGE, answer.content.decode()
    assert slugs(2) == [
        *("true", "mostly_true", "mostly_false", "false"),
        *("satire", "unproven", "altered_image", "missing_context", "outdated"),
    ]
    scale = RatingScale.objects.get(current=True)
    assert (scale.version, scale.made_by) == (2, editor)
    assert not scale.ratings.get(slug="altered_image").on_line


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({}, 400, "says what version 1 says"),
        ({"name": " "}, 400, "Give the scale a name."),
        ({"labels-0-value": "3"}, 400, "numbers fall"),
        ({"labels-0-value": "a lot"}, 400, "Enter a whole number."),
        ({"labels-0-place": "45", "labels-3-definition": ""}, 400, "Label 3 needs its words and a definition"),
        ({"labels-0-colour": "pink"}, 400, "not one of the available choices"),
        ({"name": "New", "version": "7"}, 409, "It has changed since you looked"),
        ({"version": "x"}, 400, "Enter a whole number."),
        ({"labels-TOTAL_FORMS": "x"}, 400, "ManagementForm data is missing"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    client: Client, editor: Any, changes: dict[str, str], status: int, said: str
) -> None:
    client.force_login(editor)
    answer = client.post(f"{PAGE}next/", typed(client, f"{PAGE}next/") | {"labels-9-label": ""} | changes)
    page = answer.content.decode()
    assert answer.status_code == status
    assert said in page
    assert RatingScale.objects.count() == 1
    if "labels-TOTAL_FORMS" not in changes:
        assert "The statement is accurate and nothing important is missing." in page


def test_a_refusal_stands_beside_the_row_that_it_is_about(client: Client, editor: Any) -> None:
    client.force_login(editor)
    moved = {"labels-0-place": "45", "labels-3-definition": ""}  # the third in order, the fourth on the page
    page = client.post(f"{PAGE}next/", typed(client, f"{PAGE}next/") | moved).content.decode()
    assert '<a href="#id_labels-3-definition">' in page


def test_an_editor_writes_another_scale_and_puts_it_in_use(client: Client, editor: Any) -> None:
    client.force_login(editor)
    add = reverse("admin:desk_scale_add")
    assert add in client.get(reverse("admin:desk_scales")).content.decode()
    sent = typed(client, add) | {"name": "Short scale", "slug": "short"}
    for number, word in enumerate(("Right", "Wrong")):
        sent |= {f"labels-{number}-label": word, f"labels-{number}-definition": "So."}
    assert client.post(add, sent).headers["Location"] == reverse("admin:desk_scale", args=["short"])
    assert RatingScale.objects.get(current=True).slug == "truth"
    client.post(reverse("admin:desk_scale_use", args=["short", 1]))
    assert RatingScale.objects.get(current=True).slug == "short"


def test_nobody_else_writes_or_chooses(client: Client, reviewer: Any, stranger: Any) -> None:
    add, use = reverse("admin:desk_scale_add"), reverse("admin:desk_scale_use", args=["truth", 1])
    client.force_login(reviewer)
    for address in (f"{PAGE}next/", add):
        assert client.get(address).status_code == client.post(address, {}).status_code == 403
    client.post(use)
    client.force_login(stranger)
    for address in (PAGE, f"{PAGE}next/", add):
        assert client.get(address).status_code == 302  # to the log-in
    assert RatingScale.objects.get().chosen_by is None


def test_lists_lead_here_and_what_is_not_there_is_not_found(client: Client, editor: Any) -> None:
    client.force_login(editor)
    assert PAGE in client.get(reverse("admin:desk_scales")).content.decode()
    for missing in ("nope/", "nope/next/"):
        assert client.get(f"/admin/desk/scales/of/{missing}").status_code == 404


def test_a_correction_can_keep_a_label_that_the_scale_in_use_no_longer_has(client: Client, editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    words = [LabelDraft(label=word, definition="So.") for word in ("Right", "Wrong")]
    scales.succeed("truth", words, actor=editor)
    client.force_login(editor)
    page = client.get(reverse("admin:desk_claim", args=[claim.pk])).content.decode()
    assert re.findall(r'<option value="(\w+)"(?: selected)?>(?:False|Right|Wrong)', page) == ["false", "right", "wrong"]
    assert '<option value="false" selected>' in page
