"""Addresses that a page may lead to."""


def web_link(address: str) -> str:
    """An address of the web as it is, nothing for any other.

    Example:
        >>> web_link("https://example.org"), web_link("javascript:alert(1)")
        ('https://example.org', '')
    """
    return address if address.startswith(("https://", "http://")) else ""
