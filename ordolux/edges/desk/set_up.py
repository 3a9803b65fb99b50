"""The set-up guide: what a new company enters first, how far it is, and where it is done."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from ordolux.edges.access import Request, form_key, staff
from ordolux.edges.desk.admin import landing as health_landing
from ordolux.edges.desk.landing import LANDINGS, Block
from ordolux.edges.search.places import address
from ordolux.edges.ui.sentences import role_names
from ordolux.foundation.actors import Actor, Role
from ordolux.foundation.parties.set_up.deeds import is_guide_away, put_guide_away, take_guide_out

# those without whom no order comes to its end
NEEDED_ROLES = (
    Role.SALES,
    Role.FINANCE,
    Role.ENGINEER,
    Role.PURCHASING,
    Role.PLANNER,
    Role.INSPECTOR,
    Role.LOGISTICS,
)

# everything that the guide asks, in one statement
_STATE = """
SELECT coalesce((SELECT legal_name FROM foundation_firm LIMIT 1), ''),
       ARRAY(SELECT DISTINCT currency FROM foundation_bankaccount WHERE state = 'approved' ORDER BY 1),
       EXISTS (SELECT FROM foundation_bankaccount WHERE state = 'proposed'),
       ARRAY(SELECT year FROM foundation_calendaryear
              WHERE calendar = coalesce((SELECT calendar FROM foundation_firm LIMIT 1), 'CN') AND year IN (%s, %s) ORDER BY 1),
       ARRAY(SELECT DISTINCT held FROM foundation_person p, unnest(p.roles) held WHERE p.company_id IS NULL AND p.is_active),
       EXISTS (SELECT FROM foundation_family),
       EXISTS (SELECT FROM foundation_product),
       EXISTS (SELECT FROM foundation_product p WHERE EXISTS (SELECT FROM foundation_pricelist l WHERE l.product_id = p.id)),
       EXISTS (SELECT FROM foundation_productionline),
       EXISTS (SELECT FROM foundation_ratecard),
       EXISTS (SELECT FROM foundation_exchangerate)
"""


@dataclass(frozen=True, slots=True)
class SetUpStep:
    """One step of the guide: its title, what it is good for, how far it is, and the page where it is done. Without
    ``url`` the reader may not do it; ``others`` names who may. The first one left that he may do is next."""

    title: str
    says: str
    is_done: bool
    state: str
    url: str = ""
    word: str = ""
    others: str = ""
    is_next: bool = False


def steps_for(request: Request) -> list[SetUpStep]:
    """All steps in their order, with links for the person who looks."""
    this_year, next_year = request.at.year, (request.at + timedelta(days=365)).year
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [this_year, next_year])
        (firm, currencies, proposed, years, roles, families, products, priced, lines, cards, rates) = (
            cursor.fetchone()
        )
    actor = request.actor
    missing = role_names([role.value for role in NEEDED_ROLES if role.value not in roles])
    bank_state = (
        ", ".join(currencies)
        if currencies
        else gettext("proposed; somebody else approves it")
        if proposed
        else gettext("nothing yet")
    )
    first_of_products = (
        ("desk:products", gettext("See the products"))
        if products and priced
        else ("desk:new_import", gettext("Import a table"))
        if families
        else ("desk:family_new", gettext("Add a family"))
    )
    kind = (
        "" if first_of_products[0] != "desk:new_import" else "?kind=prices" if products else "?kind=products"
    )
    product_state = (
        gettext("there, with prices")
        if priced
        else gettext("products are there; prices are missing")
        if products
        else gettext("a family is there; products are missing")
        if families
        else gettext("nothing yet")
    )
    steps = [
        _step(
            actor,
            gettext("Company data"),
            gettext("Name, address and tax number: the seller on every document."),
            bool(firm),
            firm or gettext("nothing yet"),
            "desk:firm",
            gettext("Enter the company"),
            (Role.MANAGER, Role.ADMINISTRATOR),
        ),
        _step(
            actor,
            gettext("First people"),
            gettext("Each part of the work needs somebody; one person may hold several roles."),
            not missing,
            gettext("nobody yet for: {roles}").format(roles=missing)
            if missing
            else gettext("every role has somebody"),
            "desk:invite",
            gettext("Invite somebody"),
            (Role.MANAGER, Role.ADMINISTRATOR),
        ),
        _step(
            actor,
            gettext("Bank accounts"),
            gettext("What proforma invoices print, for each currency; one proposes, another approves."),
            bool(currencies),
            bank_state,
            "desk:bank_accounts" if currencies or proposed else "desk:new_bank_account",
            gettext("See the bank details") if currencies or proposed else gettext("Propose an account"),
            (Role.FINANCE, Role.MANAGER),
        ),
        _step(
            actor,
            gettext("Calendars and holidays"),
            gettext("Promised days are counted in working days, of this year and the next."),
            set(years) == {this_year, next_year},
            ", ".join(str(year) for year in years) or gettext("nothing yet"),
            "desk:calendars",
            gettext("Fill the years"),
            (Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR),
        ),
        _step(
            actor,
            gettext("First products"),
            gettext("A family with its parameters first; then products and prices from a table."),
            bool(products and priced),
            product_state,
            *first_of_products,
            (Role.ENGINEER, Role.SALES, Role.ADMINISTRATOR),
            kind,
        ),
        _step(
            actor,
            gettext("Production lines"),
            gettext("Delivery days are computed from what the lines can make."),
            lines,
            gettext("there") if lines else gettext("nothing yet"),
            "desk:lines",
            gettext("Open a line"),
            (Role.PLANNER, Role.MANAGER, Role.ADMINISTRATOR),
        ),
        _step(
            actor,
            gettext("Freight and exchange rates"),
            gettext("Without them no quotation can be computed."),
            bool(cards and rates),
            gettext("there")
            if cards and rates
            else gettext("exchange rates are missing")
            if cards
            else gettext("freight cards are missing")
            if rates
            else gettext("nothing yet"),
            "desk:rates" if rates or not cards else "desk:exchange_rates",
            gettext("Enter rates"),
            (Role.LOGISTICS, Role.FINANCE, Role.SALES, Role.MANAGER, Role.ADMINISTRATOR),
        ),
    ]
    following = next((step for step in steps if step.url and not step.is_done), None)
    return [replace(step, is_next=step is following) for step in steps]


def landing(request: Request) -> list[Block]:
    """What the administrator meets first: the guide until everything is done or it was put away, then the health."""
    steps = steps_for(request)
    guide = []
    left = sum(not step.is_done for step in steps)
    if left and not is_guide_away():
        guide.append(
            Block(
                gettext("Set up your company"),
                "desk/landing_set_up.html",
                {
                    "steps": steps,
                    "done": len(steps) - left,
                    "key": form_key(),
                    "csrf_token": _csrf(request),
                    "is_away": False,
                },
                is_first=True,
            )
        )
    return [*guide, *health_landing(request)]


LANDINGS[Role.ADMINISTRATOR] = landing


@staff(Role.ADMINISTRATOR)
def guide(request: Request) -> HttpResponse:
    """The guide as a page of its own, also when it was put away."""
    steps = steps_for(request)
    return render(
        request,
        "desk/set_up.html",
        {
            "here_in": "settings",
            "data": {
                "steps": steps,
                "done": sum(step.is_done for step in steps),
                "key": form_key(),
                "csrf_token": _csrf(request),
                "is_away": is_guide_away(),
            },
        },
    )


@staff(Role.ADMINISTRATOR, methods="POST")
def putting_away(request: Request) -> HttpResponse:
    """Take the guide from the first page."""
    request.do(put_guide_away)
    messages.success(request, gettext("The guide is put away; you find it in the settings."))
    return redirect("desk:today")


@staff(Role.ADMINISTRATOR, methods="POST")
def taking_out(request: Request) -> HttpResponse:
    """Put the guide back on the first page."""
    request.do(take_guide_out)
    messages.success(request, gettext("The guide stands on your first page again."))
    return redirect("desk:today")


def _step(
    actor: Actor,
    title: str,
    says: str,
    is_done: bool,
    state: str,
    view: str,
    word: str,
    roles: tuple[Role, ...],
    query: str = "",
) -> SetUpStep:
    url = address([view], actor)
    others = "" if url else role_names(frozenset(roles))
    return SetUpStep(title, says, is_done, state, f"{url}{query}" if url else "", word, others)


def _csrf(request: Request) -> str:
    from django.middleware.csrf import get_token

    return get_token(request)
