"""Where somebody sets their password, by a link that an editor made. Outside the log-in: the link is the key."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy

from reviews import newsroom
from reviews.actions.access import password_links


class SetPassword(PasswordResetConfirmView):
    """Django's own: it takes the token out of the address at once, and logs in who has set a password."""

    template_name = "desk/set_password.html"
    token_generator = password_links
    post_reset_login = True
    success_url = reverse_lazy("admin:index")

    def get_user(self, uidb64: str) -> Any:
        """Nobody where the person cannot come in any more: then the link is as good as used."""
        found: Any = super().get_user(uidb64)
        return newsroom.members().filter(pk=found.pk).first() if found else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}
        form = context.get("form")
        return {**context, "title": "Set your password", "in_trouble": bool(form and form.errors)}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        wrong = 404 if not self.validlink else 400 if context["in_trouble"] else 200
        return super().render_to_response(context, status=wrong, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Your password is set. From now on you log in with it.")
        return super().form_valid(form)
