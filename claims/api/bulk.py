"""Many at once: each item is an act of its own, done or refused by itself, and answered in its place."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import articles, marking
from claims.api.fields import Id, Input
from claims.api.inputs import NewArticle, NewClaim, words_of
from claims.api.manners import Manners
from claims.api.repeats import REFUSALS
from claims.api.serializers import ClaimInFull, ReceiptShape, Shape
from claims.api.views import seen_by
from claims.enums import Door, Scope
from claims.models import Article

MOST = 100  # items of one request: what it locks, it holds until it has answered


class Items(serializers.ListField):
    """Each is looked at when its turn comes, so that one that is wrong does not keep the others back."""

    child = serializers.DictField()

    def __init__(self) -> None:
        super().__init__(min_length=1, max_length=MOST)


class ClaimInBulk(NewClaim):
    article = Id(help_text="The id of the article that the words stand in.")


@extend_schema_field(NewArticle(many=True))
class ArticleItems(Items):
    pass


@extend_schema_field(ClaimInBulk(many=True))
class ClaimItems(Items):
    pass


class NewArticles(Input):
    articles = ArticleItems()


class NewClaims(Input):
    claims = ClaimItems()


class Outcome(Shape):
    status = serializers.IntegerField(help_text="As the single request would have been answered.")
    problem = serializers.SerializerMethodField(help_text="Null where it was done; else as any other problem.")

    @extend_schema_field({"allOf": [{"$ref": "#/components/schemas/Problem"}], "nullable": True})
    def get_problem(self, outcome: dict[str, Any]) -> Any:
        return outcome.get("problem")


class ArticleOutcome(Outcome):
    receipt = ReceiptShape(allow_null=True)


class ClaimOutcome(Outcome):
    claim = ClaimInFull(allow_null=True)


class ArticleOutcomes(Shape):
    results = ArticleOutcome(many=True, help_text="In the order in which they were sent.")


class ClaimOutcomes(Shape):
    results = ClaimOutcome(many=True, help_text="In the order in which they were sent.")


class _Several(Manners, generics.GenericAPIView[Article]):
    queryset = Article.objects.none()
    sends: ClassVar[type[Input]]
    item: ClassVar[type[Input]]
    answers: ClassVar[type[Shape]]
    name: ClassVar[str]

    def answer(self, request: Request, do: Callable[[dict[str, Any]], dict[str, Any]]) -> Response:
        """207: each result says how its item went."""
        sent = self.sends(data=request.data)
        sent.is_valid(raise_exception=True)
        results = [self._one(words, do) for words in sent.validated_data[self.name]]
        found = self.answers({"results": results}, context={"request": request})
        return Response(found.data, status=207)

    def _one(self, words: dict[str, Any], do: Callable[..., dict[str, Any]]) -> dict[str, Any]:
        empty: dict[str, Any] = dict.fromkeys(("receipt", "claim"))
        try:
            sent = self.item(data=words)
            sent.is_valid(raise_exception=True)
            return empty | do(dict(sent.validated_data))
        except REFUSALS as refusal:
            problem = self._problem(refusal)
            return empty | {"status": problem["status"], "problem": problem}

    def _problem(self, refusal: Exception) -> Any:
        """What the same refusal is answered with when it stands alone; this answer's own shape stays as it is."""
        kept = self.request.accepted_renderer, self.request.accepted_media_type
        problem = self.get_exception_handler()(refusal, self.get_exception_handler_context())
        self.request.accepted_renderer, self.request.accepted_media_type = kept
        return problem.data if problem is not None else None


class ArticlesInBulk(_Several):
    serializer_class = NewArticles
    machines = {"POST": frozenset({Scope.SUBMIT})}
    sends, item, answers, name = NewArticles, NewArticle, ArticleOutcomes, "articles"

    @extend_schema(operation_id="articles_bulk", request=NewArticles, responses={207: ArticleOutcomes})
    def post(self, request: Request) -> Response:
        """Bring in up to 100 articles. Each is taken in or refused by itself; `results` has them in their order."""

        def receive(sent: dict[str, Any]) -> dict[str, Any]:
            text, details = words_of(sent)
            receipt = articles.receive(text, actor=request.user, door=Door.API, details=details)
            return {"status": 201 if receipt.created else 200, "receipt": receipt}

        return self.answer(request, receive)


class ClaimsInBulk(_Several):
    serializer_class = NewClaims
    machines = {"POST": frozenset({Scope.MARK})}
    sends, item, answers, name = NewClaims, ClaimInBulk, ClaimOutcomes, "claims"

    @extend_schema(operation_id="claims_bulk", request=NewClaims, responses={207: ClaimOutcomes})
    def post(self, request: Request) -> Response:
        """Make up to 100 claims of words in articles. Each is made or refused by itself."""

        def mark(sent: dict[str, Any]) -> dict[str, Any]:
            made = marking.mark(sent.pop("article"), actor=request.user, **sent)
            return {"status": 201, "claim": seen_by(request.user).get(pk=made.pk)}

        return self.answer(request, mark)
