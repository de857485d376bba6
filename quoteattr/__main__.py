"""`python -m quoteattr` is the `quoteattr` command."""

import sys

from quoteattr.cli import main

sys.exit(main())
