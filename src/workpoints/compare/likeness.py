"""How alike texts are: by the pairs of neighbouring characters that they share.

Chinese has no blanks between words, and most words have two characters, so that pairs do the work of words.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "Features",
    "alike",
    "cosines",
    "pairs_of",
    "plain",
    "repeated",
    "rows_of",
    "says_anything",
    "shared",
    "squeezed",
]

Features = list[frozenset[str]]
"""The features of each of several texts."""
_ROWS = 256
_CODE_BITS = 21
"""Enough for the number of any character."""
_IGNORED = str.maketrans("", "", " \n\t\u3000，。、；：！？,.;:（）()“”‘’《》")


def plain(text: str) -> str:
    """A text without blanks and punctuation."""
    return text.translate(_IGNORED)


def squeezed(text: str) -> str:
    """A text without blanks and line breaks."""
    return "".join(text.split())


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, punctuation left out; of a single character, itself."""
    words = plain(text)
    return frozenset(map("".join, pairwise(words))) or frozenset((words or text,))


def repeated(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters that stand more than once in a text."""
    return frozenset(pair for pair, count in Counter(map("".join, pairwise(plain(text)))).items() if count > 1)


def rows_of(features: Features, columns: dict[str, int]) -> csr_array:
    """One row of ones and zeros for each text; features that are new get a column."""
    numbers = [columns.setdefault(feature, len(columns)) for each in features for feature in sorted(each)]
    ends = np.cumsum([0, *map(len, features)])
    shape = (len(features), len(columns))
    return csr_array((np.ones(len(numbers), np.float32), np.array(numbers, np.int32), ends), shape=shape)


def shared(old: Features, new: Features) -> Iterator[tuple[int, NDArray[Any]]]:
    """How many features each text shares with each other: blocks of rows, with the number of the first row."""
    columns: dict[str, int] = {}
    ours, theirs = rows_of(old, columns), rows_of(new, columns)
    ours.resize((len(old), len(columns)))
    turned = theirs.T.tocsr()
    for start in range(0, len(old), _ROWS):
        yield start, (ours[start : start + _ROWS] @ turned).toarray()


def alike(counts: NDArray[Any], old: Sequence[int], new: Sequence[int]) -> NDArray[Any]:
    """Dice's coefficient, from 0 to 1, given the shared features and how many each text has."""
    sizes = np.asarray(old, np.float32)[:, None] + np.asarray(new, np.float32)[None, :]
    likeness: NDArray[Any] = 2 * counts / np.maximum(sizes, 1)
    return likeness


def says_anything(text: str) -> bool:
    """Whether a text has more than blanks and punctuation."""
    return any(unicodedata.category(character)[0] in "LNS" for character in text)


def cosines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, NDArray[Any]]]:
    """How alike each text of one plan is to each of another, from 0 to 1: blocks of rows, with the first row's number.

    It is the cosine of the characters and pairs of characters, each the heavier the rarer it is in the plan that uses
    it more often: what all tasks of one plan speak of tells none of them from the others.
    """
    matrix = _counts([*old, *new])
    matrix.data *= _rarity(matrix, len(old))[matrix.indices]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)))
    matrix.data /= np.repeat(lengths, np.diff(matrix.indptr))
    turned = matrix[len(old) :].T.tocsr()
    for start in range(0, len(old), _ROWS):
        end = min(start + _ROWS, len(old))
        yield start, np.clip((matrix[start:end] @ turned).toarray(), 0, 1)


def _counts(texts: Sequence[str]) -> csr_array:
    """How often each character and each pair of neighbours stands in each text, by the logarithm."""
    words = [plain(text) for text in texts]
    characters = np.frombuffer("".join(words).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(words)), [len(text) for text in words])
    inside = rows[:-1] == rows[1:]
    pairs = (characters[:-1] << _CODE_BITS | characters[1:])[inside]
    _, columns = np.unique(np.concatenate([characters, pairs]), return_inverse=True)
    places = (np.concatenate([rows, rows[:-1][inside]]), columns)
    shape = (len(words), int(columns.max(initial=-1)) + 1)
    matrix = csr_array((np.ones(len(columns), np.float32), places), shape=shape)
    matrix.data = 1 + np.log(matrix.data)
    return matrix


def _rarity(matrix: csr_array, old: int) -> NDArray[Any]:
    """The weight of each feature, above 0 also where every text has it; the first `old` rows are those of one plan."""
    weights = np.full(matrix.shape[1], np.inf, np.float32)
    for side in (matrix[:old], matrix[old:]):
        counts = np.bincount(side.indices, minlength=matrix.shape[1])
        met = counts > 0
        weights[met] = np.minimum(weights[met], np.log((side.shape[0] + 1) / counts[met]))
    return weights
