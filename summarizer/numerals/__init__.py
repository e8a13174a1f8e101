"""Numbers, bounds and units in German and English text; the one numeral parser.

`find_amounts` reads the figures of a text, `parse_amount` a few copied words, `find_numbers` every number
whatever it means; `same_value` compares two amounts as numbers.
"""

from summarizer.numerals.amounts import Amount, same_value
from summarizer.numerals.search import find_amounts, find_numbers, parse_amount

__all__ = ["Amount", "find_amounts", "find_numbers", "parse_amount", "same_value"]
