"""A demonstration company, made by the same deeds that people use, by the people whose work it is.

``beginning`` is what the first pages need. ``master`` brings the tables (``tables/``), ``life`` and ``deals`` live the
months: sixty deals in all states over a year and a half, each mail, signature, payment and inspection at its own moment
in the past. ``filling`` is the process that does this behind a run, one small transaction after the other.
"""

from ordolux.process.demonstration.beginning import CUSTOMERS, PASSWORD, STAFF, load, sign_ins

__all__ = ["CUSTOMERS", "PASSWORD", "STAFF", "load", "sign_ins"]
