"""Views of other packages that we route to, with the rule that holds for each: they cannot declare it themselves."""

from django.http import HttpRequest

from ordolux.edges.access import Access, Kind

# by the prefix of the URL's path; the longest prefix counts
FOREIGN = {
    "/account/": Access(Kind.PUBLIC, methods=("GET", "HEAD", "POST")),
    "/static/": Access(Kind.PUBLIC),
    "/api/": Access(Kind.TOKEN, methods=("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")),
    "/health": Access(Kind.PUBLIC),
    # it looks at the bearer itself, and without the right one there is nothing here
    "/metrics": Access(Kind.PUBLIC),
}


def declared(request: HttpRequest) -> Access | None:
    """The rule for a request to another package's view, if its path is declared."""
    return declared_path(request.path)


def declared_path(path: str) -> Access | None:
    """The rule for this path, if another package's view stands there and is declared."""
    fitting = [prefix for prefix in FOREIGN if path.startswith(prefix)]
    return FOREIGN[max(fitting, key=len)] if fitting else None
