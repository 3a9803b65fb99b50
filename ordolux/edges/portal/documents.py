"""The customer's papers: all of them with words and filters, and each as a file."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from ordolux.edges.access import Request, customer
from ordolux.edges.lists.portal import DOCUMENTS
from ordolux.edges.lists.showing import show_list
from ordolux.edges.ui.files import document_file
from ordolux.foundation.documents.models import Document


@customer()
def documents(request: Request) -> HttpResponseBase:
    """All papers of the customer's company that are in force."""
    return show_list(request, DOCUMENTS, "portal", here_in="documents")


@customer(finds=Document)
def document(request: Request, number: str) -> HttpResponse:
    """One paper, as PDF or (``?form=docx``) in its Word form."""
    return document_file(request.find(Document, number), request.GET.get("form", "pdf"))
