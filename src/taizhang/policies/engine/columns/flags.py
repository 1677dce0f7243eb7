"""Yes, no and unknown in columns 三值逻辑列: what the known parts decide stays decided."""

from typing import Any

import numpy as np

from taizhang.policies.engine.columns.forms import NO, YES, Flags, Form, Mask, Masks, Words, as_mask


def both_hold(a: Flags, b: Flags, masks: Masks) -> Flags:
    yes = a.yes & b.yes
    if a.known is b.known:
        return Flags(yes, a.known)
    settled = _refused(a) | _refused(b)
    return Flags(yes, _settled(masks.both(a.known, b.known), settled, masks))


def one_holds(a: Flags, b: Flags, masks: Masks) -> Flags:
    yes = a.yes | b.yes
    if a.known is b.known:
        return Flags(yes, a.known)
    return Flags(yes, _settled(masks.both(a.known, b.known), yes, masks))


def opposite(a: Flags) -> Flags:
    return Flags(~a.yes if a.known is None else a.known & ~a.yes, a.known)


def is_known(value: Form, masks: Masks) -> Flags:
    known = value.known
    return Flags(YES if known is None else NO if known is masks.nobody else known)


def chosen_flags(chosen: Flags, a: Flags, b: Flags, masks: Masks) -> Flags:
    yes = (chosen.yes & a.yes) | (_refused(chosen) & b.yes)
    return Flags(yes, masks.both(chosen.known, masks.chosen(chosen.yes, a.known, b.known)))


def one_of(value: Words, wanted: tuple[str, ...]) -> Flags:
    fits = np.array([word in wanted for word in value.words] or [False])
    yes: Any = fits[value.codes]
    return Flags(yes if value.known is None else yes & value.known, value.known)


def chosen_words(chosen: Flags, a: Words, b: Words, masks: Masks) -> Words:
    known = masks.both(chosen.known, masks.chosen(chosen.yes, a.known, b.known))
    codes = np.where(chosen.yes, a.codes, np.asarray(b.codes, np.int64) + len(a.words))
    return Words(codes, a.words + b.words, known)


def as_verdict(flags: Flags, size: int) -> Any:
    """1 yes, 0 no, -1 unknown, for each."""
    if isinstance(flags.yes, np.ndarray):
        yes = flags.yes.view(np.int8)
        return yes if flags.known is None else yes + flags.known.view(np.int8) - np.int8(1)
    if flags.known is None:
        return np.full(size, int(flags.yes), np.int8)
    return flags.known.view(np.int8) - np.int8(1)


def _refused(a: Flags) -> Any:
    return ~a.yes if a.known is None else a.known & ~a.yes


def _settled(both: Mask, settled: Any, masks: Masks) -> Mask:
    return None if both is None else as_mask(both | settled, masks)
