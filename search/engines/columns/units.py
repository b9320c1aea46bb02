"""Days and moments as whole numbers, as columns hold them, and the types of arrays."""

from __future__ import annotations

import datetime
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

#: True or false for each slot, or for each time.
Mask: TypeAlias = NDArray[np.bool_]
#: Places of listings in the columns.
Slots: TypeAlias = NDArray[np.int64]
#: A number for each slot.
Numbers: TypeAlias = NDArray[np.float64]
#: Days since 2000-01-01, or seconds since 2000 (UTC).
Small: TypeAlias = NDArray[np.int32]
#: Halves of identifiers and numbers of terms.
Wide: TypeAlias = NDArray[np.uint64]

#: A day or second that never comes.
NEVER: Final = 2**31 - 1
#: A microsecond that never comes.
NEVER_MICROSECONDS: Final = 2**63 - 1

_FIRST_DAY: Final = datetime.date(2000, 1, 1)
_MILLENNIUM: Final = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_UNIX: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def day_number(day: datetime.date) -> int:
    """Return the days since 2000-01-01."""
    return (day - _FIRST_DAY).days


def second_number(moment: datetime.datetime) -> int:
    """Return the whole seconds from 2000 to an aware moment."""
    return (moment - _MILLENNIUM) // datetime.timedelta(seconds=1)


def moment_of(seconds: int) -> datetime.datetime:
    """Return the moment so many seconds after 2000, in UTC."""
    return _MILLENNIUM + datetime.timedelta(seconds=seconds)


def microsecond_number(moment: datetime.datetime) -> int:
    """Return the microseconds from 1970 to an aware moment."""
    return (moment - _UNIX) // datetime.timedelta(microseconds=1)
