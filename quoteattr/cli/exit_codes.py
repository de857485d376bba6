"""How a command ends: the codes, and what each says."""

DONE, SOME_FAILED, WRONG_USE = 0, 1, 2
HANGUP, INTERRUPTED, BROKEN_PIPE, TERMINATED = 129, 130, 141, 143

EXIT_CODES = {
    DONE: "all is done",
    SOME_FAILED: "some of it could not be done, each with a message: inputs that cannot be read, checks that failed; "
    "the rest is done",
    WRONG_USE: "wrong use, nothing to work on, or no place to write to (a disk that is full); no output file is made",
    HANGUP: "ended by SIGHUP; no half-written file stays",
    INTERRUPTED: "interrupted (Ctrl-C); no half-written file stays",
    BROKEN_PIPE: "whoever read the output went away",
    TERMINATED: "ended by SIGTERM; no half-written file stays",
}
