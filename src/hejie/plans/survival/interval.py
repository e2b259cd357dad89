"""How sure a share of simulated futures is: Wilson's interval, which stays inside 0 and 1 (E. B. Wilson, 1927).

>>> [round(end, 4) for end in wilson(1900, 2000)]
[0.9396, 0.9587]
>>> wilson(0, 0)
(0.0, 1.0)
"""

from math import sqrt
from typing import Final

Z95: Final = 1.959963984540054


def wilson(successes: int, trials: int, *, z: float = Z95) -> tuple[float, float]:
    """The two-sided interval of a share; 95 % unless another quantile is given."""
    if trials == 0:
        return 0.0, 1.0
    share, weight = successes / trials, z * z / trials
    middle = share + weight / 2
    half = z * sqrt(share * (1 - share) / trials + weight / (4 * trials))
    low, high = (middle - half) / (1 + weight), (middle + half) / (1 + weight)
    return (0.0 if successes == 0 else max(low, 0.0)), (1.0 if successes == trials else min(high, 1.0))
