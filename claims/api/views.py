"""Articles, claims and their history: reading, and bringing in. Acts on claims are in `acts`."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.settings import api_settings

from claims import intake
from claims.actions import articles, topics, wanted
from claims.actions.articles import Receipt
from claims.api import asking
from claims.api.fields import Input
from claims.api.filters import ArticleFilters, ClaimFilters
from claims.api.inputs import (
    ChosenTopics,
    NewArticle,
    NewRevision,
    UploadedArticle,
    UploadedRevision,
    WantedOfArticle,
    words_of,
)
from claims.api.manners import Manners
from claims.api.parsers import Upload
from claims.api.permissions import TO_READ
from claims.api.serializers import (
    ArticleInFull,
    ArticleShape,
    ClaimInFull,
    ClaimShape,
    EventShape,
    ReceiptShape,
    TopicShape,
)
from claims.enums import Door, Scope
from claims.models import Article, Claim, Event, Topic

JSON_OR_FILE: list[Any] = [*api_settings.DEFAULT_PARSER_CLASSES, Upload]
ANY_SCOPE = frozenset(Scope)
SUBMITTERS = frozenset({Scope.SUBMIT})


class Articles(Manners, generics.ListAPIView[Article]):
    """The articles of the desk, newest first."""

    queryset = Article.objects.all()
    serializer_class = ArticleShape
    filterset_class = ArticleFilters
    parser_classes = JSON_OR_FILE
    machines = {"GET": ANY_SCOPE, "POST": SUBMITTERS}

    def get_queryset(self) -> QuerySet[Article]:
        return articles_seen_by(self.request.user)

    @extend_schema(
        operation_id="articles_create",
        request={"application/json": NewArticle, "multipart/form-data": UploadedArticle},
        responses={201: ReceiptShape, 200: ReceiptShape},
    )
    def post(self, request: Request) -> Response:
        """Bring in an article. 201: it is new, or a new revision of the one at its address. 200: known already."""
        text, details = _words(request, NewArticle, UploadedArticle)
        return _answer(articles.receive(text, actor=request.user, door=Door.API, details=details), request)


class ArticleRevisions(Manners, generics.GenericAPIView[Article]):
    queryset = Article.objects.all()
    serializer_class = ReceiptShape
    parser_classes = JSON_OR_FILE
    machines = {"POST": SUBMITTERS}

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.visible_to(self.request.user)

    @extend_schema(
        operation_id="articles_revisions_create",
        request={"application/json": NewRevision, "multipart/form-data": UploadedRevision},
        responses={201: ReceiptShape, 200: ReceiptShape},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Bring in a changed text of this article. Claims stay where they are anchored."""
        article = self.get_object()
        text, _ = _words(request, NewRevision, UploadedRevision)
        return _answer(articles.revise(article.pk, text, actor=request.user), request)


class ArticleDetail(Manners, generics.RetrieveAPIView[Article]):
    """One article with its current text, and how far its splitting has come."""

    queryset = Article.objects.all()
    serializer_class = ArticleInFull
    machines = {"GET": ANY_SCOPE}

    def get_queryset(self) -> QuerySet[Article]:
        return articles_seen_by(self.request.user)


class ArticleRetry(ArticleDetail):
    http_method_names = ["post"]

    @extend_schema(operation_id="articles_retry", request=Input, responses=ArticleInFull)
    def post(self, request: Request, pk: int) -> Response:
        """Split a failed article again."""
        article = self.get_object()
        sent = Input(data=request.data)
        sent.is_valid(raise_exception=True)
        articles.retry(article.pk, actor=request.user)
        return self.retrieve(request, pk=pk)


class ArticleTopics(ArticleDetail):
    http_method_names = ["post"]

    @extend_schema(operation_id="articles_topics", request=ChosenTopics, responses=ArticleInFull)
    def post(self, request: Request, pk: int) -> Response:
        """Let the article be about these topics and no others. For editors; history does not record it."""
        article = self.get_object()
        sent = ChosenTopics(data=request.data)
        sent.is_valid(raise_exception=True)
        topics.change(article.pk, sent.validated_data["topics"], actor=request.user)
        return self.retrieve(request, pk=pk)


class ArticleReviewsWanted(ArticleDetail):
    http_method_names = ["post"]

    @extend_schema(operation_id="articles_reviews_wanted", request=WantedOfArticle, responses=ArticleInFull)
    def post(self, request: Request, pk: int) -> Response:
        """Say how many reviews each claim of this article wants. For editors; history does not record it."""
        article = self.get_object()
        sent = WantedOfArticle(data=request.data)
        sent.is_valid(raise_exception=True)
        wanted.of_each_claim(article.pk, actor=request.user, **sent.validated_data)
        return self.retrieve(request, pk=pk)


class Topics(Manners, generics.ListAPIView[Topic]):
    """What articles can be about, by name. Few, so there are no pages."""

    queryset = Topic.objects.all()
    serializer_class = TopicShape
    pagination_class = None
    machines = {"GET": ANY_SCOPE}

    def get_queryset(self) -> QuerySet[Topic]:
        return Topic.objects.visible_to(self.request.user).order_by("name")


class Claims(Manners, generics.ListAPIView[Claim]):
    """Claims, newest first."""

    queryset = Claim.objects.all()
    serializer_class = ClaimShape
    filterset_class = ClaimFilters
    machines = TO_READ
    asks = frozenset({asking.OFFSETS, asking.EXPAND})
    # Each status is a stream of its own, in these orders as well: that is what the indexes are made for.
    orders = {"check_worthiness": "check_worthiness", "moved_at": "moved_at"}
    orders_need = "status"

    def get_queryset(self) -> QuerySet[Claim]:
        return _with_articles(self, seen_by(self.request.user))


class ClaimDetail(Manners, generics.RetrieveAPIView[Claim]):
    """One claim, and what you may do to it now. Its tag goes into `If-Match` of an act on it."""

    versioned = ("claim", "id")
    asks = frozenset({asking.OFFSETS, asking.EXPAND})
    queryset = Claim.objects.all()
    serializer_class = ClaimInFull
    machines = TO_READ

    def get_queryset(self) -> QuerySet[Claim]:
        return _with_articles(self, seen_by(self.request.user))


class ClaimEvents(Manners, generics.ListAPIView[Event]):
    """Who did what to this claim, oldest first."""

    queryset = Event.objects.all()
    serializer_class = EventShape
    oldest_first = True
    machines = TO_READ

    def get_queryset(self) -> QuerySet[Event]:
        if getattr(self, "swagger_fake_view", False):
            return Event.objects.none()
        claim = generics.get_object_or_404(Claim.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        return Event.objects.visible_to(self.request.user).filter(claim=claim).select_related("actor", "claim")


def articles_seen_by(actor: Any) -> QuerySet[Article]:
    return Article.objects.visible_to(actor).select_related("brought_by").prefetch_related("topics")


def seen_by(actor: Any) -> QuerySet[Claim]:
    """The claims that this actor may see, with what their shape needs; not the bodies, which may be megabytes."""
    return Claim.objects.visible_to(actor).select_related("article", "revision").defer("revision__body")


def _with_articles(view: Any, claims: QuerySet[Claim]) -> QuerySet[Claim]:
    if not asking.expands_article(view.get_serializer_context()):
        return claims
    return claims.select_related("article__brought_by").prefetch_related("article__topics")


def _words(request: Request, as_json: type[Input], as_file: type[Input]) -> tuple[str, intake.Details]:
    shape = as_file if (request.content_type or "").startswith("multipart/") else as_json
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return words_of(sent.validated_data)


def _answer(receipt: Receipt, request: Request) -> Response:
    found = ReceiptShape(receipt, context={"request": request})
    where = reverse("article", kwargs={"pk": receipt.article.pk}, request=request)
    return Response(found.data, status=201 if receipt.created else 200, headers={"Location": where})
