"""How a command ends: the codes, and what each says."""

DONE, SOME_FAILED, WRONG_USE = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141

# As on Linux; other systems may number SIGUSR1 and SIGUSR2 otherwise.
_SIGNALS = {
    129: "SIGHUP",
    131: "SIGQUIT",
    138: "SIGUSR1",
    140: "SIGUSR2",
    142: "SIGALRM",
    143: "SIGTERM",
    152: "SIGXCPU (`ulimit -St`)",
}

_MEANINGS = {
    DONE: "all is done",
    SOME_FAILED: "some of it could not be done, each with a message: inputs that cannot be read, checks that failed; "
    "the rest is done",
    WRONG_USE: "wrong use, nothing to work on, or no place to write to (a disk that is full); no output file is made",
    INTERRUPTED: "interrupted (Ctrl-C); no half-written file stays",
    BROKEN_PIPE: "whoever read the output went away",
    **{code: f"ended by {name}; no half-written file stays" for code, name in _SIGNALS.items()},
}

EXIT_CODES = dict(sorted(_MEANINGS.items()))
