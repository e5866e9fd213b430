"""How often an address may ask, for pages that need no sign-in. Counted in the shared cache, by a keyed hash."""

from django.core.cache import cache
from django.utils import timezone

from core.crypto import keyed_hash


def is_throttled(address: str, purpose: str, *, limit: int, seconds: int) -> bool:
    """Whether an address has asked more than `limit` times within this span of `seconds`.

    Counts this question. Addresses are not kept: the key is their hash and the span.
    """
    span = int(timezone.now().timestamp()) // seconds
    key = f"throttle:{keyed_hash(f'{purpose}:{address}:{span}', 'throttle').hex()[:32]}"
    cache.add(key, 0, timeout=seconds * 2)
    try:
        return cache.incr(key) > limit
    except ValueError:  # forgotten between the two
        return False
