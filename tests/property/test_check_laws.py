"""Laws of `check` that hold for every text: no rule fails, every place is in the file, and fixes come to an end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workpoints import Source
from workpoints.convert import to_data
from workpoints.parser import parse
from workpoints.rules import Project, check_text
from workpoints.rules.fixes import fixed
from workpoints.structured import dump_yaml

from .texts import TEXTS, mixed

PROJECT = Project()


def keeps_the_laws(text: str, path: str) -> None:
    source = Source(path, text)
    findings = check_text(source, path, PROJECT)
    assert [each for each in findings if each.code == "WP901"] == []
    assert findings == sorted(findings)
    for each in findings:
        assert 0 <= each.span.start <= each.span.end <= len(text)
        assert (each.line, each.column) == source.position(each.span.start)
        assert each.message
        assert each.source_line == source.line(each.line)
    mended, _ = fixed(source, path, PROJECT, lambda _: True)
    assert [each for each in check_text(mended, path, PROJECT) if each.fix is not None] == []


@given(TEXTS | mixed())
def test_raw_notices(text: str) -> None:
    keeps_the_laws(text, "x.txt")


@given(TEXTS | mixed(), st.data())
def test_structured_files(text: str, data: st.DataObject) -> None:
    """Of a notice that was read, whole and with a piece cut out or doubled."""
    written = dump_yaml(to_data(parse(text).notice))
    keeps_the_laws(written, "x.yaml")
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, min(len(written), start + 40)))
    keeps_the_laws(written[:start] + written[end:], "x.yaml")
    keeps_the_laws(written[:end] + written[start:], "x.yaml")


@given(TEXTS | mixed())
def test_fixes_of_punctuation_leave_the_tree_as_it_is(text: str) -> None:
    """Brackets, commas and colons are mended; nothing else of what is read changes."""
    mended, count = fixed(Source("x.txt", text), "x.txt", PROJECT, lambda each: each.code in ("WP104", "WP115"))
    if count:
        before, after = (to_data(parse(each).notice) for each in (text, mended.text))
        assert str(after.get("plan")).translate(WIDE) == str(before.get("plan")).translate(WIDE)


WIDE = str.maketrans("()[],;:", "（）［］，；：", " \u3000")
