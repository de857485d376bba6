"""Where a role stands, and what the text has told of somebody right before it."""

from quoteattr.lexicon import Gender, Lexicon
from quoteattr.speakers.belonging import is_mine
from quoteattr.speakers.epithets import ANYBODY, VAGUE, is_outside_trial
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.person_nouns import AGE
from quoteattr.speakers.references import GENDERS, Form, Reference
from quoteattr.speakers.salience import Ranked
from quoteattr.tree import Sentence


def is_spoken_of(one: Cluster, reference: Reference) -> bool:
    """Whether somebody is new in what the sentence itself reports (*Marla sei krank, sagte die Ärztin*).

    So is whom the author or a speaker calls *mein*, and whom no other noun takes up.
    """
    first = one.references[0]
    return is_mine(first) or (first.told and is_new_beside(one, reference) and not reference.told)


def is_bare_above(one: Cluster, reference: Reference) -> bool:
    """Whether only the headline has called somebody so, without an article and a name, for whom the text has a name.

    *Gutachter warnt. || „Das hält nicht“, sagte Jan Kern vom Bauamt. Der Gutachter …*
    """
    above = all(each.sentence.paragraph == 0 and each.definite is None for each in one.references)
    return above and not one.names and reference.sentence.paragraph > 0


def is_spouse(one: Cluster, role: str) -> bool:
    """Whether somebody is a man or a woman only as another one's (*mein Mann*), so that no *Kaufmann* means him."""
    first = one.references[0]
    return first.owned and first.roles[0] in ANYBODY and role not in one.roles


def is_topic(one: Cluster, reference: Reference) -> bool:
    """Whether the sentence before, in the same paragraph, is about somebody (*Kern wiederum lacht. Der Ökonom …*)."""
    last = one.references[-1]
    near = reference.sentence.index - last.sentence.index == 1
    return near and last.subject and last.initial and last.sentence.paragraph == reference.sentence.paragraph


def names_source(reference: Reference) -> bool:
    """Whether a noun that may be a plural is one source without an article (*laut Hersteller*)."""
    case = reference.sentence.child(reference.head, "case")
    bare = reference.definite is None and not (reference.owned or reference.complement or reference.modifiers)
    return reference.form is Form.GROUP and bare and case is not None and case.text.lower() == "laut"


def tells_origin(reference: Reference) -> bool:
    """Whether what stands behind a role only tells where somebody is from (*die Apothekerin aus Wolkau*).

    Nothing is part of an age at all (*sprach der 65-Jährige von Glück*).
    """
    if AGE in reference.roles:
        return True
    behind = reference.sentence.tokens[reference.tokens[-1].index + 1 :][:2]
    return len(behind) == 2 and behind[0].text == "aus" and behind[1].upos == "PROPN"


def is_new_beside(one: Cluster, reference: Reference) -> bool:
    """Whether the text names somebody for the first time in the sentence of a reference."""
    return one.references[0].sentence is reference.sentence


def names_nobody(reference: Reference) -> bool:
    """Whether a role fits everybody of a gender (*die 19-Jährige, der Mann*)."""
    return not VAGUE.isdisjoint(reference.roles)


def is_set_apart(reference: Reference) -> bool:
    """Whether *selbst* sets a noun against who has just spoken (*Der Abwehrchef selbst …, sagte der Chef selbst*)."""
    behind = reference.sentence.tokens[reference.tokens[-1].index + 1 :][:1]
    return any(token.text in ("selbst", "selber") for token in behind)


def is_other(reference: Reference) -> bool:
    """Whether *ander* sets a noun against whom the text has named so far (*der andere Wirt*)."""
    before = reference.sentence.tokens[: reference.tokens[0].index][-1:]
    return any(token.text.lower().startswith("ander") for token in before)


def is_explained(reference: Reference) -> bool:
    """Whether an apposition tells who a noun is (*die Eigentümerin, die Wohnbau Nord*)."""
    behind = reference.sentence.tokens[reference.tokens[-1].index + 1 :][:2]
    return (
        len(behind) == 2 and behind[0].text == "," and behind[1].upos in ("DET", "PROPN") and behind[1].xpos != "PRELS"
    )


def is_introduced_before(cluster: Cluster, reference: Reference) -> bool:
    """Whether somebody is the subject of the sentence before and named there for the first time."""
    first = cluster.references[0]
    return bool(cluster.names) and first.subject and reference.sentence.index - first.sentence.index == 1


def able_to_witness(ranked: Ranked, reference: Reference, lexicon: Lexicon) -> Ranked:
    """Those of the paragraph who can be a witness: without a name and a part in a trial (*ein Bote*)."""
    return [
        (score, one) for score, one in ranked
        if is_in_paragraph(one, reference) and not is_new_beside(one, reference)
        and one.gender is not None and not one.names and is_outside_trial(one.roles, lexicon)
    ]  # fmt: skip


def met_before(ranked: Ranked, reference: Reference) -> Cluster | None:
    """Whom the sentence before brings into the text, if nobody else in there fits (*Da kam ein Bote. Der 30-Jährige*).

    An age tells more of somebody new rather than of who has been there for long.
    """
    before = reference.sentence.index - 1
    near = [one for _, one in ranked if one.references[-1].sentence.index == before]
    if AGE not in reference.roles or len(near) != 1:
        return None
    first = near[0].references[0]
    new = first.sentence.index == before and first.sentence.paragraph == reference.sentence.paragraph
    return near[0] if new and first.definite is not True and not first.told else None


def told_just_before(told: Ranked, reference: Reference) -> Cluster | None:
    """The one whom somebody has brought up in the sentence before and *the* man or woman goes on with.

    *Eine Kundin habe sich beschwert, sagte Ute Kern. Die Frau …*: who is named, and speaks, is called by the name.
    """
    if ANYBODY.isdisjoint(reference.roles[:1]):
        return None
    here = reference.sentence
    new = [
        one for _, one in told
        if one.agrees(reference.gender, reference.number) and one.roles and len(one.references) == 1
        and one.references[0].definite is False and one.references[0].sentence.paragraph == here.paragraph
    ]  # fmt: skip
    return new[0] if len(new) == 1 else None


def is_introduced_so(cluster: Cluster, reference: Reference) -> bool:
    """Whether somebody without a name came into the text by the very noun (*ein Mann mit Koffer … der Mann*)."""
    first = cluster.references[0]
    alike = first.definite is False and first.roles[:1] == reference.roles[:1]
    return alike and not cluster.names and reference.roles[0] in ANYBODY


def is_near(outcome: Outcome, reference: Reference) -> bool:
    """Whether whom a reference means was mentioned last in the same paragraph."""
    return outcome.cluster is not None and is_in_paragraph(outcome.cluster, reference)


def is_in_paragraph(one: Cluster, reference: Reference) -> bool:
    """Whether somebody was mentioned last in the paragraph of a reference."""
    return one.references[-1].sentence.paragraph == reference.sentence.paragraph


def is_behind_so(reference: Reference) -> bool:
    """Whether *so* makes it the speaker (*…, so der Coach, so der gelernte Dreher, so die SPD-Frau*)."""
    words = [token for token in reference.sentence.tokens[: reference.tokens[0].index] if token.is_word]
    while words and words[-1].upos == "ADJ":
        words.pop()
    return [words[-2].text.lower(), words[-1].upos] == ["so", "DET"] if len(words) > 1 else False


def is_reported(reference: Reference) -> bool:
    """Whether what a mention does is part of a report itself; *so* takes whom it names out of the clause before."""
    return reference.told and not is_behind_so(reference)  # Das seien 30 Prozent, so die Ärztin


def gender_of_object(reference: Reference, before: Sentence, lexicon: Lexicon) -> Gender | None:
    """The gender of a personal pronoun that is an object beside a subject (*Der Arzt rät ihm ab*), if there is one.

    Not of one that can take up a thing of the sentence before (*teilte den Clip. Der Politiker nannte ihn „echt“*).
    """
    sentence = reference.sentence
    if not reference.subject or reference.clause[0] < 0:
        return None
    verb = sentence.tokens[reference.clause[0]]
    objects = (
        token for token in sentence.children(verb, "obj", "iobj", "obl:arg")
        if token.xpos == "PPER" and token.feats.get("Number") == "Sing" and token.feats.get("Person") == "3"
    )  # fmt: skip
    genders = (
        GENDERS.get(token.feats.get("Gender", "")) for token in objects
        if token.relation != "obj" or not _has_thing(before, token.feats.get("Gender", ""), lexicon)
    )  # fmt: skip
    return next(genders, None)


def _has_thing(sentence: Sentence, gender: str, lexicon: Lexicon) -> bool:
    """Whether the subject or the object of a sentence is a thing of a gender, which a pronoun can take up."""
    return any(
        token.upos == "NOUN" and token.relation in ("nsubj", "obj") and token.feats.get("Gender") == gender
        and token.feats.get("Number") == "Sing" and lexicon.role(token.text) is None
        for token in sentence.tokens
    )  # fmt: skip


def is_own_of_somebody(reference: Reference) -> bool:
    """Whether a noun is told as somebody's own (*der eigene Verband*): not the one that the text is about."""
    return any(token.text.lower().startswith("eigen") for token in reference.sentence.children(reference.head, "amod"))
