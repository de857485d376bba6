"""What has happened to somebody, as a participle tells: *Ida Kolb wurde gerettet* makes her *die Gerettete*."""

from attrs import evolve

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.trial import with_trial

_UNDERGOES = frozenset({"nsubj:pass", "obj"})
_CLASSES = ("own-role", "acted-on")


def with_parts(reference: Reference, lexicon: Lexicon) -> Reference:
    """A mention of somebody, with the part in a trial or in what has happened that its verb tells."""
    return _with_undergone(with_trial(reference, lexicon), lexicon)


def _with_undergone(reference: Reference, lexicon: Lexicon) -> Reference:
    """A mention with the noun that the participle of its verb makes, where the tables have one."""
    person = reference.form in (Form.NAME, Form.ROLE, Form.PRONOUN)
    verb = reference.sentence.head(reference.top) if person and reference.top.deprel in _UNDERGOES else None
    if verb is None or verb.xpos != "VVPP":
        return reference
    role = f"{verb.text.lower()}er"
    known = any(role in lexicon.words(name) for name in _CLASSES)
    return evolve(reference, roles=(*reference.roles, role)) if known and role not in reference.roles else reference
