"""Pages and API (and static files) for a WSGI server."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

from ordolux.config.static import serving_static

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ordolux.config.settings")

pages: Any = get_wsgi_application()
application = serving_static(pages)
