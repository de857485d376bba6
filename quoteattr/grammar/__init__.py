"""German grammar asked of a tree: clauses, noun phrases, cues, who speaks and who is spoken to, modality."""
