"""Articles by their address: asked for at once, fetched in the background, watched here."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.actions import fetching
from claims.api.fields import Input, NeededText, Text
from claims.api.inputs import TopicNames
from claims.api.manners import Manners
from claims.enums import Door, PageState, Scope
from claims.intake import Details
from claims.models import WantedPage

SUBMITTERS = frozenset({Scope.SUBMIT})


class PageWanted(Input):
    url = NeededText(help_text="In full. Where it leads, the article's own address is taken from there.")
    outlet = Text(help_text="Empty: as the page says. The same for the others.")
    byline = Text()
    language = Text(help_text="BCP 47, such as `en` or `pt-BR`.")
    topics = TopicNames(required=False)


class WantedPageShape(serializers.ModelSerializer[WantedPage]):
    links = serializers.SerializerMethodField()
    state = serializers.ChoiceField(PageState.choices, help_text="Ask again until it is no longer `wanted`.")
    why = serializers.CharField(help_text="Why it could not be fetched; empty unless it could not.")
    article = serializers.PrimaryKeyRelatedField(  # type: ignore[var-annotated]
        read_only=True, allow_null=True, help_text="Its id, once the text is here."
    )

    class Meta:
        model = WantedPage
        fields = ["id", "links", "url", "asked_at", "state", "why", "article"]

    def get_links(self, page: WantedPage) -> dict[str, str | None]:
        request = self.context.get("request")
        key = page.article_id
        article = reverse("article", kwargs={"pk": key}, request=request) if key else None
        return {"self": reverse("wanted-page", kwargs={"pk": page.pk}, request=request), "article": article}


class WantedPages(Manners, generics.ListAPIView[WantedPage]):
    """The addresses that you asked for, newest first; editors see everybody's."""

    queryset = WantedPage.objects.all()
    serializer_class = WantedPageShape
    machines = {"GET": SUBMITTERS, "POST": SUBMITTERS}

    def get_queryset(self) -> QuerySet[WantedPage]:
        return WantedPage.objects.visible_to(self.request.user)

    @extend_schema(operation_id="wanted_pages_create", request=PageWanted, responses={202: WantedPageShape})
    def post(self, request: Request) -> Response:
        """Have the article at this address fetched and brought in. Answers at once: `Location` says how it goes."""
        sent = PageWanted(data=request.data)
        sent.is_valid(raise_exception=True)
        words: dict[str, Any] = dict(sent.validated_data)
        page = fetching.ask(words.pop("url"), actor=request.user, door=Door.API, details=Details(**words))
        found = self.get_serializer(page).data
        return Response(found, status=202, headers={"Location": found["links"]["self"]})


class WantedPageDetail(Manners, generics.RetrieveAPIView[WantedPage]):
    """How far the fetching of one address has come."""

    queryset = WantedPage.objects.all()
    serializer_class = WantedPageShape
    machines = {"GET": SUBMITTERS}

    def get_queryset(self) -> QuerySet[WantedPage]:
        return WantedPage.objects.visible_to(self.request.user)


class WantedPageRetry(WantedPageDetail):
    http_method_names = ["post"]
    machines = {"POST": SUBMITTERS}

    @extend_schema(operation_id="wanted_pages_retry", request=Input, responses={202: WantedPageShape})
    def post(self, request: Request, pk: int) -> Response:
        """Try once more what could not be fetched."""
        sent = Input(data=request.data)
        sent.is_valid(raise_exception=True)
        page = fetching.ask_again(self.get_object().pk, actor=request.user)
        return Response(self.get_serializer(page).data, status=202)
