"""Settings for all tests."""

import os

# Matrices this small gain nothing by a second thread, and on a busy machine threads that wait for each other lose much.
# PyTorch reads this when it is first imported; processes that tests start inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
