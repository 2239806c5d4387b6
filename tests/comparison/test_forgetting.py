"""What finders remember of sentences does not grow with their length."""

from __future__ import annotations

import importlib
from functools import _lru_cache_wrapper

from app.comparison.facts.find import find_facts
from app.comparison.forgetting import CACHES, LONG, MOST, forget_endless
from tests.source import ROOT, python_files


def test_whatever_remembers_in_the_core_can_be_made_to_forget() -> None:
    found: dict[int, str] = {}
    for file in python_files("app/comparison"):
        name = file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        module = importlib.import_module(name)
        found |= {id(one): f"{name}.{key}" for key, one in vars(module).items() if isinstance(one, _lru_cache_wrapper)}
    assert len(found) > 10
    assert {name for key, name in found.items() if key not in set(map(id, CACHES))} == set()


def test_an_endless_sentence_is_forgotten_with_its_comparison_and_others_are_not() -> None:
    find_facts("Five people came on Monday.")
    assert not forget_endless([40, LONG - 1])
    assert find_facts.cache_info().currsize > 0
    assert forget_endless([40, LONG])
    assert find_facts.cache_info().currsize == 0


def test_many_sentences_that_are_nearly_endless_are_forgotten_too() -> None:
    forget_endless([LONG])  # whatever was compared before
    each = [LONG - 1] * 40
    for _ in range(MOST // sum(each)):
        find_facts("Five people came on Monday.")
        assert not forget_endless(each)
    assert find_facts.cache_info().currsize > 0
    assert forget_endless(each)
    assert find_facts.cache_info().currsize == 0
