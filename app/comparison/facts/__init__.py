"""Numbers, dates, times, names, negations and speakers of a sentence, and how those of two sentences stand to each
other."""

from app.comparison.facts.antonyms import opposites
from app.comparison.facts.clash import Agreement, Clash
from app.comparison.facts.clashes import agreements, clashes, compare_facts
from app.comparison.facts.containment import one_contains_the_other
from app.comparison.facts.features import FEATURES, fact_features, pair_figures
from app.comparison.facts.find import find_facts
from app.comparison.facts.number_clashes import compatible
from app.comparison.facts.seeming import only_seem_to_clash
from app.comparison.facts.values import Clock, Fact, Hedge, Moment, Name, Negation, Quantity, Score, Speaker

__all__ = [
    "FEATURES",
    "Agreement",
    "Clash",
    "Clock",
    "Fact",
    "Hedge",
    "Moment",
    "Name",
    "Negation",
    "Quantity",
    "Score",
    "Speaker",
    "agreements",
    "clashes",
    "compare_facts",
    "compatible",
    "fact_features",
    "find_facts",
    "one_contains_the_other",
    "only_seem_to_clash",
    "opposites",
    "pair_figures",
]
