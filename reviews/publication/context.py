"""The claim where it was said: the paragraph around it, and no more of somebody else's article than that."""

from typing import NamedTuple

AROUND = 300  # characters on either side, so that an article written in one line is not shown whole


class Context(NamedTuple):
    before: str
    claim: str
    after: str


def around(body: str, start: int, end: int) -> Context:
    """The claim at `body[start:end]` (code points) in its paragraph, cut at words where that is long."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    before, after = body[first:start], body[end : len(body) if last < 0 else last]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]} …"
    return Context(before.lstrip(), body[start:end], after.rstrip())
