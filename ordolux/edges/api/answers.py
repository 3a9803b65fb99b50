"""What operations answer, each told once.

Every operation names seven problem documents beside its own answer. Read off operation by operation, these made four thousand
models at the start of each process and took most of the time of the API's description; here those of one kind are one model.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from ninja import Router, Schema
from ninja.constants import NOT_SET


class Problem(Schema):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    findings: list[dict[str, str]] | None = None


PROBLEMS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem}


class Answer(Schema):
    """The frame that ninja lays around an answer; its description is read off once for each kind and set of options."""

    @classmethod
    def model_json_schema(cls, *args: Any, **options: Any) -> dict[str, Any]:
        """The JSON Schema; a new object each time, as ninja takes its definitions out."""
        return dict(_described(cls, args, tuple(sorted(options.items()))))


@cache
def _described(model: type[Answer], args: tuple[Any, ...], options: tuple[tuple[str, Any], ...]) -> Any:
    return super(Answer, model).model_json_schema(*args, **dict(options))


@cache
def answer_of(kind: Any) -> type[Answer]:
    """The one frame of answers of this kind."""
    return type("NinjaResponseSchema", (Answer,), {"__annotations__": {"response": kind}})


class Answering(Router):
    """A router whose operations share what they answer."""

    def add_api_operation(
        self,
        path: str,
        methods: list[str],
        view_func: Callable[..., Any],
        *,
        response: Any = NOT_SET,
        **told: Any,
    ) -> None:
        """Add an operation that answers with one of these models, by status; without them with what its function returns."""
        super().add_api_operation(path, methods, view_func, **told)
        if response is NOT_SET:
            return
        operation = self.path_operations[path].operations[-1]
        operation.response_models = {status: answer_of(kind) for status, kind in response.items()}
