"""The mutation score of grounding: true items from gold, lies and harmless rewrites made of them, and how many are told apart.

`case_of` turns annotated articles into the draft items that a good model would give, `tell` changes each in one respect so that
it no longer holds, `rewrite` so that it still does, and `trial` counts what grounding makes of all of them. Pure, and the
same in every run: where there are many lies of one class about an item, a hash chooses.
"""

from summarizer.lies.cases import Case, TrueItem, case_of
from summarizer.lies.choice import Change, Variant
from summarizer.lies.rewrites import rewrite
from summarizer.lies.telling import tell
from summarizer.lies.trial import Tally, Trial, Wrong, add, try_case

__all__ = ["Case", "Change", "Tally", "Trial", "TrueItem", "Variant", "Wrong", "add", "case_of", "rewrite", "tell", "try_case"]
