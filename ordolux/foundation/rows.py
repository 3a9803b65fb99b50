"""Rows of several tables read in one statement: each comes as JSON and becomes an instance of its model again."""

import json
from decimal import Decimal

from django.db import models


def read_row[M: models.Model](model: type[M], row: str | dict[str, object]) -> M:
    """A row that came as JSON (``to_jsonb``) as an instance of its model, with decimals and days in their types."""
    said = json.loads(row, parse_float=Decimal) if isinstance(row, str) else row
    return model(
        **{
            field.attname: field.to_python(said[field.column])
            for field in model._meta.concrete_fields
            if field.column
        }
    )
