"""The program with its clock moved, for gunicorn: ``tests.webblasare.klocka`` in the place of ``skolanknytning.wsgi``.

``KLOCKAN_FRAM`` is by how many days. All of the process is moved, and its clock goes on from there.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

time_machine.travel(datetime.now(UTC) + timedelta(days=int(os.environ["KLOCKAN_FRAM"])), tick=True).start()

from skolanknytning.wsgi import application  # noqa: E402 - the clock is moved before anything looks at it

__all__ = ["application"]
