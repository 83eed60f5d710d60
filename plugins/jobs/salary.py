"""What a job pays: the employer's own figures, and the round amounts a year by which jobs are filtered."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, model_validator

from plugins.core.asking import NeededWithout, NotBefore
from plugins.core.fields import Amount, Currency, Visible, wrong
from plugins.core.naming import money
from plugins.core.parts import Part
from plugins.core.searching import FacetTerm

__all__ = ["Salary", "floors"]

Period = Literal["hour", "day", "week", "month", "year"]


class Salary(Part):
    """The employer's own figures, whole numbers for one period; one of the two may be enough."""

    min: Annotated[Amount | None, NeededWithout("max"), Visible(fixed=True)] = Field(
        default=None, title="From", description="The least that is paid; a number alone", examples=["31000"]
    )
    max: Annotated[Amount | None, NotBefore("min"), Visible(fixed=True)] = Field(
        default=None, title="To", description="The most that is paid; a number alone", examples=["36000"]
    )
    currency: Currency = Field(description="Its code of three capital letters", examples=["GBP"])
    period: Period = Field(description="For how long a time that is paid", examples=["year"])

    @model_validator(mode="after")
    def _range_is_one(self) -> Salary:
        if self.min is None and self.max is None:
            raise wrong("salary", "a salary needs its `min:`, its `max:`, or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise wrong("salary", "the least is more than the most; turn min and max round", at="min")
        return self


A_YEAR: Mapping[Period, int] = MappingProxyType({"hour": 1720, "day": 215, "week": 52, "month": 12, "year": 1})
"""How often a period is paid in a year of full-time work.

The hours are those of Regulation (EU) 2021/1060, article 55 (2), and the days those of the grant agreements of Horizon
Europe, 8 hours each. Leave is taken off, so they are on the low side: a floor does not promise more than a job pays.
"""

STEPS = (1, 2, 3, 4, 5, 6, 8)


def floors(salary: Salary, language: str) -> tuple[FacetTerm, ...]:
    """The round amounts a year that the job pays at least, the highest first: "eur-40000", "eur-30000", ...

    They go down to a tenth of the highest, so that jobs filtered by an amount are those that pay it or more, and the
    amounts to choose from are near those that are paid. There are none where the least is not told.
    """
    least = int((salary.min or Decimal(0)) * A_YEAR[salary.period])
    ladder = [step * 10**power for power in range(len(str(least))) for step in STEPS if step * 10**power <= least]
    return tuple(
        FacetTerm(f"{salary.currency.lower()}-{floor}", f"{money(Decimal(floor), salary.currency, language)}+")
        for floor in reversed(ladder)
        if floor * 10 >= ladder[-1]
    )
