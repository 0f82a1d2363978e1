"""Whether a text is in another language than English: by its letters, and by the small words every sentence needs."""

import re
import unicodedata
from collections.abc import Sequence, Set

SMALL = """
ich du er wir ihr mich mir dich dir uns und oder aber nicht kein keine der das den dem des ein eine einen einer ist
bin bist sind seid habe hast haben hatte wie wer wo wann warum wieso welche für mit von zu zum zur auf aus bei nach
über unter noch auch nur schon wieder immer sehr mehr kann kannst können soll sollte muss werde wird werden dass
wenn weil als mein meine meinen sein seine doch mal ja nein guten morgen danke bitte jetzt ik jij je hij wij een het
niet en maar voor met naar van mijn zijn hebben wat waar hoe waarom moet kan wil ook jag du hon vi och är att det
inte som på för med hur vad varför kan ska vill mitt min jeg og er ikke hvordan hvad yo tú él ella nosotros el la
los las un una unos del al y o pero que qué quién cómo como cuándo cuánto dónde donde por para con sin en de es soy
eres estoy está están ser estar tengo tiene hay muy más menos mi mis tu su se lo le no sé puedo puede quiero debo
debería si ya también cuando porque desde hasta sobre entre años eu ele ela nós você vocês os as um uma dos das do
da não sim meu minha seu sua com sem em no na nos nas ao sou é são está estou tenho tem quero posso devo deveria
muito mais quando onde porquê depois anos ainda já voltar io lui lei noi voi gli il lo uno una della dello dei delle
nel nella e ma che chi come quando quanto dove perché sono sei siamo ho hai abbiamo non più molto mio mia suo sua
per con senza di da su tra cosa posso voglio devo je tu il elle nous vous ils elles le les un une des du au aux et
ou mais que qui quoi quand comment pourquoi où dans avec sans pour sur sous par est suis es sommes êtes sont ai as
avons ont être avoir ne pas plus très mon ma mes ton ta son sa ses ce cette ces peux peut veux dois faut bien aussi
encore depuis après nie jest się jak czy co to na że mam moja mój jestem dla będzie chcę być proč jsem není já ve
když který ben bir ve bu için ne nasıl değil var yok çok mi minä sinä on ei mikä miten olen että ja mitä kuuluu és
egy hogy nem van vagyok mit saya aku anda yang dan di ke dari tidak apa bagaimana untuk dengan ini itu main mein hai
hain hoon kya kaise nahi nahin aur ka ki ke ko se mujhe mera meri karna karun chahiye
"""
OTHERS = frozenset(SMALL.split())
"""Small words of widespread languages, Hindi in Latin letters too; whoever asks leaves out what English has as well."""

LATIN = re.compile(r"\b(?:LATIN|DIGIT|FEMININE|MASCULINE)\b")
MOST = 0.5
ENOUGH = 2
"""Small words of other languages that it takes to tell; a name or a quotation may hold one."""


def is_foreign(words: Sequence[str], english: Set[str]) -> bool:
    """Tell whether words (as `tokens.words` returns them) are another language, where `english` are known words.

    One borrowed word makes no other language: most words have to be unknown, or written in other letters.
    """
    if not words:
        return False
    unknown = [word for word in words if word not in english]
    if sum(not _is_latin(word) for word in words) > MOST * len(words):
        return True
    small = [word for word in unknown if word in OTHERS]
    marked = [word for word in unknown if not word.isascii() and word not in small]
    return len(unknown) > MOST * len(words) and len(small) + len(marked) >= min(ENOUGH, len(words)) and len(words) > 1


def _is_latin(word: str) -> bool:
    return word.isascii() or all(LATIN.search(unicodedata.name(letter, "")) for letter in word)
