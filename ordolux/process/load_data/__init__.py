"""Load data: a company with a million orders, to see how the pages and statements behave at that size.

A few pieces of business are lived by deeds, like those of the demonstration (``patterns``). Their rows are then multiplied
inside the database (``multiply``): each copy has numbers, moments and a customer of its own and is marked as load data in its
title and in each of its journal lines. Signatures, payments and mails are not multiplied: nobody gave them. All of it
stands in a database of its own, which says so in its comment.
"""

from ordolux.process.load_data.filling import fill

__all__ = ["fill"]
