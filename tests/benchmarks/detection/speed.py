"""Speed and memory in CPU time of one process: ratios between splitters, and what one article costs."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.detection.labelled import Splitter

# Peers differ by two orders of magnitude: the slow ones get less of the same text, never another text.
_SIGNS, _FEWER_SIGNS, _SLOW = 1_000_000, 100_000, frozenset({"pysbd", "syntok"})
_ROUNDS = 5

# What a fresh interpreter needs to import and to cut its first sentence. Linux only: the peak that getrusage names is
# that of the parent, which has loaded the peers.
_LOAD = """
import time
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
clock, start, before = time.perf_counter(), time.process_time(), resident()
from claims.detection import read
read("The court sat. It rose.")
print(time.process_time() - start, time.perf_counter() - clock, resident() - before)
"""


_LOAD_BOTH = _LOAD.replace(
    'read("The court sat. It rose.")',
    "from claims.detection.encoder import trained\n"
    'read("The court sat. It rose.", "en", trained.load(__import__("pathlib").Path({folder!r})))',
)


def lines(splitters: dict[str, Splitter], texts: list[str]) -> Iterator[str]:
    """Megabytes a second of each splitter and the ratio of ours to it, in one run over the same text.

    Every splitter has its turn in each round, and ratios are taken within rounds: what else the machine does slows
    whoever runs beside it, and by half at times.
    """
    text = _repeated(texts, _SIGNS)
    given = {name: text[:_FEWER_SIGNS] if name in _SLOW else text for name in splitters}
    for name, split in splitters.items():
        split(given[name][:2_000])  # what is loaded on first use is not the speed
    rounds = [{name: _speed(split, given[name]) for name, split in splitters.items()} for _ in range(_ROUNDS)]
    for name in splitters:
        ratio = median(speeds["ours"] / speeds[name] for speeds in rounds)
        speed = median(speeds[name] for speeds in rounds)
        yield f"{name:<12} {speed:6.2f} MB/s  ours is {ratio:6.1f} times as fast"


def own_lines(texts: list[str], encoder: Path | None = None) -> Iterator[str]:
    """What our reading costs: loading, an article, and its growth with length; with the encoder in a folder as well."""
    from claims.detection import read, split

    yield _loading("import and load", _LOAD)
    article = _repeated(texts, 6_000)
    yield _reading("read()", len(read(article)), lambda: read(article))
    if encoder:
        from claims.detection.encoder import trained

        second = trained.load(encoder)
        yield _loading("with the encoder", _LOAD_BOTH.format(folder=str(encoder)))
        yield _reading("read() with the encoder", len(read(article)), lambda: read(article, "en", second))
    for length in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        text = _repeated(texts, length)
        again = max(1, 100_000 // length)
        each = _seconds(lambda text=text, again=again: [split(text) for _ in range(again)]) / again
        yield f"split() of {length:>10,} signs {each:9.4f} s, {each / length * 1e9:7.0f} ns a sign"


def _loading(what: str, program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    seconds, waited, kilobytes = map(float, done.stdout.split())
    memory = f"{kilobytes / 1024:.0f} MB more than a bare interpreter"
    return f"{what} {seconds:.2f} s of CPU, {waited:.2f} s on the clock, {memory}"


def _reading(what: str, sentences: int, work: Callable[[], object]) -> str:
    cost = median(_seconds(work) for _ in range(5))
    return f"{what} of {sentences} sentences {cost * 1000:.1f} ms, {cost / sentences * 30_000:.1f} ms for each 30"


def machine() -> str:
    """The processor and the interpreter, as the machine names them."""
    import platform

    info = Path("/proc/cpuinfo")
    names = [line for line in info.read_text().splitlines() if "model name" in line] if info.exists() else []
    processor = names[0].split(":", 1)[1].strip() if names else platform.processor()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{processor}, {platform.system()}, Python {platform.python_version()}, peak {peak} MB"


def _speed(split: Splitter, text: str) -> float:
    return len(text.encode()) / 1e6 / _seconds(lambda: split(text))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _repeated(texts: list[str], length: int) -> str:
    joined = "\n".join(texts)
    return (f"{joined}\n" * (length // (len(joined) + 1) + 1))[:length]
