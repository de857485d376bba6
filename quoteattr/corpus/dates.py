"""Days, months and years that somebody asks for."""

import regex

from quoteattr.errors import OptionError

_DATE = regex.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def check_date(name: str, value: str) -> None:
    """See that a value is a day, a month or a year, or empty.

    Raises:
        OptionError: It is none of these; told with the name of the option.

    Example:
        >>> check_date("since", "2031-03")
        >>> check_date("since", "gestern")
        Traceback (most recent call last):
            ...
        quoteattr.errors.OptionError: since is 'gestern'; give a day as 2031-03-02, a month as 2031-03, or a year.
    """
    if value and not _DATE.fullmatch(value):
        raise OptionError(f"{name} is {value!r}; give a day as 2031-03-02, a month as 2031-03, or a year.")
