"""Who says what, how, and with what stance in German news text."""
