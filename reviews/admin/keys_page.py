"""The keys of the desk's pages, and what a person presses instead: kept on the profile, translated by `keys.js`."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims import policy
from claims.admin.pages import page
from reviews.models import Profile
from reviews.models.profile import OWN_KEYS

# As pages name them (`data-key`), and what each does, on whichever page has it. Keys of one page differ, and still do
# where others are pressed for them, as long as these differ from each other.
KEYS = {
    "j": "the next claim; appoint the adjudicator",
    "k": "the claim before; keep what is set; correct",
    "n": "take the next claim; what waits next; the next page",
    "p": "the page before; publish; people",
    "[": "the claim before in the article, or in my hands",
    "]": "the claim after in the article, or in my hands",
    "/": "search",
    "f": "filters",
    "m": "the summary; mark a claim; machines",
    "r": "the reasoning; look again; rules",
    "s": "add a source; choose all that are shown; rating scales",
    "q": "quote what is marked; queue",
    "c": "to the claim; clarify the wording; conflicts of interest",
    "e": "change the claim’s words; export; reports",
    "a": "assign; approve; mark a claim; agreement",
    "K": "what is known already, and the next of it",
    "U": "use its reasoning and sources",
    "C": "cite it as a source",
    "N": "not the same",
    "l": "keep the claim; go to the link",
    "b": "give back; send back; webhooks",
    "o": "put off; restore; open the first",
    "h": "hand over; all changes",
    "x": "ask for an editor; choose the claim; exports",
    "z": "step aside",
    "u": "take the last finding back",
    "w": "queue it; reviews wanted; words for readers",
    "d": "dismiss",
    "t": "withdraw; split; send a test; topics",
    "v": "board or list; what the last version changed",
    "g": "assign to; the first that waits for approval",
    "y": "priority",
    "X": "choose all from the last one to here",
    "i": "bring in, add or write one more",
    "B": "what is new for me",
}
FIXED = "123456789+-=?"  # ratings, priorities, what a source shows, the list of keys


class KeysForm(forms.Form):
    """A field for each key; empty: as everybody has it."""

    def __init__(self, *args: Any, own: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, does in KEYS.items():
            field = forms.CharField(label=does, required=False, initial=own.get(key, key), strip=False)
            field.widget.attrs |= {
                "maxlength": 1,
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
            }
            self.fields[_name(key)] = field

    def clean(self) -> dict[str, Any]:
        taken: dict[str, str] = {}
        for key in sorted(KEYS, key=lambda key: self._pressed(key) != key):  # those that stay were there first
            if why := _unfit(pressed := self._pressed(key)):
                self.add_error(_name(key), why)
            elif pressed in taken:
                self.add_error(_name(key), f"“{pressed}” is the key for “{KEYS[taken[pressed]]}” already.")
            taken.setdefault(pressed, key)
        return self.cleaned_data

    def own(self) -> dict[str, str]:
        """Only what is another than everybody's."""
        return {key: self._pressed(key) for key in KEYS if self._pressed(key) != key}

    def rows(self) -> list[tuple[str, Any]]:
        return [(key, self[_name(key)]) for key in KEYS]

    def _pressed(self, key: str) -> str:
        return self.cleaned_data.get(_name(key)) or key


def keys_page(request: HttpRequest) -> HttpResponse:
    """One's own keys, and nobody else's: there is no id in the address."""
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    me: Any = request.user
    profile = Profile.objects.filter(user=me).first() or Profile()
    form = KeysForm(None if request.method != "POST" else request.POST, own=profile.keys)
    if "everybodys" in request.POST or form.is_valid():
        own = {} if "everybodys" in request.POST else form.own()
        Profile.objects.update_or_create(user=me, defaults={"keys": own})
        request.session[OWN_KEYS] = own
        messages.success(request, "From now on these are your keys; on other devices from the next log-in.")
        return redirect("admin:desk_keys")
    return page(request, "desk/own_keys.html", "My keys", status=400 if form.is_bound else 200, form=form)


def _name(key: str) -> str:
    return f"key_{ord(key)}"


def _unfit(pressed: str) -> str:
    if len(pressed) != 1 or pressed.isspace() or not pressed.isprintable() or ord(pressed) > 0xFFFF:
        return "A key is one letter or sign that you can see."
    return f"“{pressed}” stays what it is everywhere." if pressed in FIXED else ""
