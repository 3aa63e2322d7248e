"""Few scripts run at the same time; the others wait their turn.

Python runs one of them at a time anyway. Fifty at once would only take the lock from each other, and all of
them would finish at the end: in turns half the visitors have their page in half the time.
"""

import os
import threading

AT_ONCE = max(2, os.cpu_count() or 1)  # one may wait for the database while another draws
TURNS = threading.BoundedSemaphore(AT_ONCE)  # to be held while a page is drawn; not for work of minutes
