"""Floor 1: what is done to words: normalise, split into sentences and passages, lemmatise, find a passage again.

The only floor that loads spaCy, and only inside functions.
"""
