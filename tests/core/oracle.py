"""Oracle: rules 16 to 29 by brute force, over whole lists, for reports of one figure and series.

Written from the rule text alone. Each report states one exact value of one day in its own voice;
values are those of rule 12. Every answer is worked out anew from all reports.
"""

from dataclasses import dataclass, field

MIN_HISTORY = 3
LATE_DAYS = 3


@dataclass
class Told:
    article: str
    day: int
    value: float
    published: float
    official: bool = False
    claim: str | None = None
    backfill: bool = False


@dataclass
class Living:
    day: int
    scope: str
    value: float | None
    previous: tuple[float, int] | None
    status: str
    by_claim: bool


@dataclass
class Oracle:
    """`days_a_year` makes years short enough for a test to cross them."""

    days_a_year: int = 365
    told: dict[str, Told] = field(default_factory=dict)
    alerts: dict[tuple[int, str], Living] = field(default_factory=dict)
    messages: list[tuple[object, ...]] = field(default_factory=list)

    def read(self, article: str, told: Told | None) -> None:
        stood = {key for key in self.alerts if self.stands(*key)}
        self.told.pop(article, None)
        if told is not None:
            self.told[article] = told
        live = told is not None and not told.backfill and not self.is_late(told.day)
        for day in sorted({row.day for row in self.told.values()} | {d for d, _ in self.alerts}):
            raised = live and told is not None and told.day == day and self.is_live(day)
            fell = False
            for scope in ("ever", "year"):
                before = self.alerts.get((day, scope))
                freed = live and (day, scope) not in stood
                self.look(day, scope, raised=raised, freed=freed, fell=fell)
                after = self.alerts.get((day, scope))
                fell = fell or (
                    before is not after and after is not None and after.status == "retracted"
                )

    def look(self, day, scope, *, raised, freed, fell) -> None:
        known = self.alerts.get((day, scope))
        value = self.value(day)
        earlier = self.best(scope, day, before=True)
        others = self.best(scope, day, before=False)
        history = self.has_history(scope, day)
        claimed = value is not None and self.claims(day, scope, value) > 0
        called = any(row.day == day and row.claim == scope for row in self.told.values())
        previous = earlier if history else None
        stands = self.stands(day, scope)
        ever = self.alerts.get((day, "ever"))
        muted = scope == "year" and (fell or (ever is not None and ever.status != "retracted"))
        if known is None:
            highest = value is not None and (others is None or value > others[0])
            if raised and highest and (history or claimed) and not muted:
                status = self.status(day, scope, value, history=history)
                self.say(Living(day, scope, value, previous, status, not history))
        elif known.status == "retracted":
            if (raised or freed) and stands and (history or called) and not muted:
                self.say(Living(day, scope, value, previous, "amended", known.by_claim))
        elif not stands or (known.by_claim and not history and not called):
            self.say(Living(day, scope, known.value, known.previous, "retracted", known.by_claim))
        else:
            status = self.status(day, scope, value, history=history)
            if value != known.value or known.status == "amended":
                status = "amended"
            new = Living(day, scope, value, previous, status, known.by_claim)
            if new != known:
                self.say(new)

    def stands(self, day, scope) -> bool:
        value, earlier = self.value(day), self.best(scope, day, before=True)
        return value is not None and (earlier is None or value > earlier[0])

    def say(self, alert: Living) -> None:
        self.alerts[alert.day, alert.scope] = alert
        self.messages.append((alert.day, alert.scope, alert.value, alert.previous, alert.status))

    def value(self, day: int) -> float | None:
        rows = [row for row in self.told.values() if row.day == day]
        officials = [row for row in rows if row.official]
        if officials:
            return max(officials, key=lambda row: (row.published, row.value, row.article)).value
        best = None
        for number in {row.value for row in rows}:
            votes = [row for row in rows if row.value == number]
            key = (len(votes), max((row.published, row.value, row.article) for row in votes))
            if best is None or key > best[0]:
                best = (key, number)
        return None if best is None else best[1]

    def year(self, day: int) -> int:
        return day // self.days_a_year

    def best(self, scope, day, *, before) -> tuple[float, int] | None:
        """The highest value of the others and its day, of equal ones the first."""
        values = [
            (self.value(other) or 0.0, -other)
            for other in {row.day for row in self.told.values()}
            if other != day
            and (other < day or not before)
            and (scope == "ever" or self.year(other) == self.year(day))
        ]
        found = max(values, default=None)
        return None if found is None else (found[0], -found[1])

    def has_history(self, scope, day) -> bool:
        earlier = {
            row.day
            for row in self.told.values()
            if row.day < day and (scope == "ever" or self.year(row.day) == self.year(day))
        }
        solid = any(row.backfill for row in self.told.values() if row.day in earlier)
        accepted = any(
            self.accepted(other, name)
            for other in earlier
            for name in (("ever",) if scope == "ever" else ("ever", "year"))
        )
        return solid or accepted or len(earlier) >= MIN_HISTORY

    def accepted(self, day, scope) -> bool:
        alert = self.alerts.get((day, scope))
        return alert is not None and alert.by_claim and alert.status != "retracted"

    def claims(self, day, scope, value) -> int:
        return sum(
            row.day == day and row.value == value and row.claim == scope
            for row in self.told.values()
        )

    def status(self, day, scope, value, *, history) -> str:
        rows = [row for row in self.told.values() if row.day == day and row.value == value]
        claiming = [row for row in rows if row.claim == scope]
        called = any(row.day == day and row.claim == scope for row in self.told.values())
        if not history and called:
            enough = len(claiming) > 1 or any(row.official for row in claiming)
            return "confirmed" if enough else "claimed"
        enough = len(rows) > 1 or any(row.official for row in rows)
        return "confirmed" if enough else "provisional"

    def is_live(self, day: int) -> bool:
        value = self.value(day)
        return any(
            row.day == day and row.value == value and not row.backfill for row in self.told.values()
        )

    def is_late(self, day: int) -> bool:
        return max(row.day for row in self.told.values()) - day > LATE_DAYS
