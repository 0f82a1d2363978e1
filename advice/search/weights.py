"""How much each kind of evidence counts.

Chosen by measurement: on questions, and on what people ask, each taken away from its card and asked.
"""

TITLE, ASKS, TEXT = 3.0, 2.0, 1.0
"""A word in a card's title, in what people ask, in its text."""

WORD, COMMON, GROUPED = 1.2, 0.8, 0.85
"""A word of a question; one that tells little; one whose group of synonyms counts as well."""

GROUP, GROUPS = 1.0, 0.15
"""A group of synonyms; two groups in one sentence."""

NEXT, NEAR = 0.4, 0.4
"""Two words side by side, small ones too; two words not far from each other, in any order."""

WHOLE = 2.0
"""All words of a short question, where somebody asks for a card in these very words."""

SATURATION, LENGTH = 3.0, 0.75
"""BM25's k1 and b: how soon more of the same adds nothing, and how far long cards are held back."""

ROLE = 1.05
"""A card for the asker's role counts that much more, one for other roles that much less."""

LEAST = 7.0
"""What the best card has to reach, or nothing fits."""

ELSEWHERE, UNKNOWN = 1.2, 2.0
"""How far the best card has to be ahead of what the cards are not about, or nothing fits; and for each unknown word."""
