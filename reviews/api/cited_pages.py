"""What a page says about itself, for whoever is about to cite it: asked for at once, read in the background."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.fields import Input, NeededText
from claims.api.manners import Manners
from reviews import cited
from reviews.actions import cited_pages
from reviews.api.views import received
from reviews.enums import PageState
from reviews.models import CitedPage


class PageInput(Input):
    url = NeededText(help_text="In full.")


class CitedPageShape(serializers.ModelSerializer[CitedPage]):
    """What is known so far. Of a source that you may see anyway, its details come before what the page says."""

    state = serializers.ChoiceField(PageState.choices, help_text="Ask again until it is no longer `wanted`.")
    why = serializers.CharField(help_text="Why it could not be read; empty unless it could not.")

    class Meta:
        model = CitedPage
        fields = ["id", "url", "state", "title", "publisher", "author", "published_on", "is_gone", "why"]

    def to_representation(self, page: CitedPage) -> dict[str, Any]:
        shown = super().to_representation(page)
        known = cited.details_of(page.url, self.context["request"].user)
        return shown | {name: value for name, value in known.items() if value}


class CitedPages(Manners, generics.GenericAPIView[CitedPage]):
    queryset = CitedPage.objects.all()
    serializer_class = CitedPageShape

    @extend_schema(operation_id="cited_pages_look_up", request=PageInput, responses=CitedPageShape)
    def post(self, request: Request) -> Response:
        """Ask what a page says about itself: answers at once with what is known; the rest is read in the background."""
        page = cited_pages.look_up(received(request, PageInput)["url"], actor=request.user)
        return Response(self.get_serializer(page).data)
