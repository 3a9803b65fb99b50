"""The process as a Django app: it registers the jobs."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """Loads the tasks that the worker carries out (procrastinate looks for ``tasks`` in every app)."""

    name = "ordolux.process"
    label = "process"
