"""The set-up guide of a new company: whether it stands on the administrator's first page."""
