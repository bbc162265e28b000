"""One measured thing with the bar it must pass, so that printing and testing can never judge differently."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`value` beside `bar`; without a bar it only informs. `least` says that higher is better, else lower is."""

    what: str
    value: float
    bar: float | None = None
    least: bool = True
    tolerance: float | None = None
    """With a tolerance the value must be as near to the bar as that."""

    @property
    def passes(self) -> bool:
        """True when the bar is met, or there is none."""
        if self.bar is None:
            return True
        if self.tolerance is not None:
            return abs(self.value - self.bar) <= self.tolerance
        return self.value >= self.bar if self.least else self.value <= self.bar

    @property
    def wanted(self) -> str:
        """The bar as people read it."""
        if self.bar is None:
            return ""
        sign = f"± {self.tolerance:g}" if self.tolerance is not None else ""
        return f"{self.bar:g} {sign}" if sign else f"{'≥' if self.least else '≤'} {self.bar:g}"
