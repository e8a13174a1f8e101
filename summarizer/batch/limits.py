"""What a run may cost: requests, tokens, money and time, counted where requests leave the machine."""

import asyncio
import contextlib
import dataclasses
import time
import tomllib
from collections.abc import AsyncIterator, Callable
from decimal import Decimal, DecimalException
from pathlib import Path
from typing import NamedTuple

from summarizer.errors import ConfigError, LimitReached

_MILLION = 1_000_000
_FIRST_REPLY_TOKENS = 1500
"""What a reply is taken to cost before the first one has come; a news article's has 800 to 2,500."""


class Price(NamedTuple):
    """Money per million tokens, in the user's currency."""

    input: Decimal
    output: Decimal
    currency: str = ""

    def cost(self, input_tokens: int, output_tokens: int) -> Decimal:
        """Return the cost of so many tokens."""
        return (self.input * input_tokens + self.output * output_tokens) / _MILLION


_NO_PRICE = Price(Decimal("NaN"), Decimal("NaN"))


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """What a run may use up; None: without limit. `cost` is in the currency of the prices, `deadline_s` counts from the start."""

    requests: int | None = None
    tokens: int | None = None
    cost: Decimal | None = None
    deadline_s: float | None = None


def read_prices(path: Path) -> dict[str, Price]:
    """Read prices by model name from the user's TOML file; raises ConfigError naming the first fault.

    ["gpt-5-mini"]
    input = 0.25     # per million tokens
    output = 2.00
    currency = "USD"
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"prices {path}: {getattr(error, 'strerror', None) or error}") from None
    prices = {}
    for model, entry in data.items():
        try:
            price = Price(_rate(entry["input"]), _rate(entry["output"]), str(entry.get("currency", "")))
        except (KeyError, TypeError, AttributeError, ValueError, DecimalException):
            price = _NO_PRICE
        if not (price.input.is_finite() and price.output.is_finite() and min(price.input, price.output) >= 0):
            raise ConfigError(f"prices {path}: [{model}] needs input and output, numbers per million tokens")
        prices[model] = price
    return prices


def _rate(value: object) -> Decimal:
    """Return a number as it was written; raises TypeError for what is none, `true` among them."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise TypeError
    return Decimal(value)


class Meter:
    """Counts what a run has used, those under way as an estimate, and refuses the request that would go over a limit."""

    def __init__(self, limits: Limits, *, price: Price | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Start the clock; raises ConfigError for a limit of cost without a price."""
        if limits.cost is not None and price is None:
            raise ConfigError("--max-cost needs the model's price", hint="give a TOML file with --prices FILE")
        self._limits = limits
        self._price = price
        self._clock = clock
        self._started = clock()
        self._replies = 0
        self._under_way_input = 0
        self._under_way = 0
        self._waiting: list[asyncio.Future[None]] = []
        self.requests = 0
        self.input_tokens = 0
        self.output_tokens = 0

    @property
    def cost(self) -> Decimal | None:
        """What the replies so far have cost, None without a price."""
        return self._price.cost(self.input_tokens, self.output_tokens) if self._price else None

    @property
    def currency(self) -> str:
        """The currency of the price."""
        return self._price.currency if self._price else ""

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._started

    @contextlib.asynccontextmanager
    async def request(self, input_tokens: int) -> AsyncIterator[Callable[[int, int], None]]:
        """Reserve one request of about `input_tokens`, and give what takes the real usage; raises LimitReached.

        Where it is only what is under way that leaves no room, it waits: estimates are high, and replies make room.
        """
        self._refuse()
        while error := self._over(input_tokens):
            if not self._under_way:
                raise error
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting
            self._refuse()
        self.requests += 1
        self._under_way += 1
        self._under_way_input += input_tokens
        try:
            yield self._settle
        finally:
            self._under_way -= 1
            self._under_way_input -= input_tokens
            for waiting in self._waiting:
                if not waiting.done():
                    waiting.set_result(None)
            self._waiting.clear()

    def check_time(self) -> None:
        """Raise LimitReached where the time is up."""
        if self._limits.deadline_s is not None and self.elapsed_s >= self._limits.deadline_s:
            raise LimitReached(f"the time is up ({self._limits.deadline_s:g} s)", hint="run again for the rest: --deadline")

    def _settle(self, input_tokens: int, output_tokens: int) -> None:
        self._replies += 1
        self.input_tokens += input_tokens
        self.output_tokens += output_tokens

    def _refuse(self) -> None:
        """Raise LimitReached where no waiting helps."""
        self.check_time()
        if self._limits.requests is not None and self.requests >= self._limits.requests:
            raise LimitReached(f"{self._limits.requests} requests are used up", hint="run again for the rest: --max-requests")

    def _over(self, input_tokens: int) -> LimitReached | None:
        """Return the error where this request, with all under way, would go over the tokens or the cost."""
        limits = self._limits
        reply = self.output_tokens // self._replies if self._replies else _FIRST_REPLY_TOKENS
        known_input = self.input_tokens + self._under_way_input + input_tokens
        known_output = self.output_tokens + (self._under_way + 1) * reply
        if limits.tokens is not None and known_input + known_output > limits.tokens:
            return LimitReached(f"{limits.tokens} tokens are used up", hint="run again for the rest: --max-tokens")
        if limits.cost is not None and self._price and self._price.cost(known_input, known_output) > limits.cost:
            told = f"{limits.cost:f} {self.currency}".rstrip()
            return LimitReached(f"{told} are used up", hint="run again for the rest: --max-cost")
        return None
