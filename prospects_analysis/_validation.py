"""
Functions for validating inputs.

One rule a function. Every refusal quotes what was given, and then says what must hold.
"""

from __future__ import annotations

from collections.abc import Iterable


def check_one_of(name: str, value: object, known: Iterable[object]) -> None:
    """
    Check that a value is one of those that are known.

    Parameters
    ----------
    name : str
        What the value is, as the message shall call it.
    value : object
        The value given.
    known : iterable
        The values that are accepted, in the order in which the message shall name them.

    Raises
    ------
    ValueError
        If the value is not among the known ones.

    Examples
    --------
    >>> check_one_of("language", "fr", ["fr", "en"])
    >>> check_one_of("language", "xx", ["fr", "en"])
    Traceback (most recent call last):
      ...
    ValueError: Invalid language 'xx'. Must be one of 'fr', 'en'.
    """
    known = tuple(known)
    if value not in known:
        listed = ", ".join(repr(item) for item in known)
        message = f"Invalid {name} {value!r}. Must be one of {listed}."
        raise ValueError(message)


def check_whole_number(name: str, value: object, minimum: int) -> None:
    """
    Check that a value is a whole number, and not too small a one.

    Parameters
    ----------
    name : str
        What the value is, as the message shall call it.
    value : object
        The value given. True and False are not numbers here.
    minimum : int
        The smallest number accepted.

    Raises
    ------
    ValueError
        If the value is not an int, or less than the minimum.

    Examples
    --------
    >>> check_whole_number("digits", 2, minimum=0)
    >>> check_whole_number("digits", -1, minimum=0)
    Traceback (most recent call last):
      ...
    ValueError: Invalid digits -1. Must be a whole number, 0 or more.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < minimum:
        message = f"Invalid {name} {value!r}. Must be a whole number, {minimum} or more."
        raise ValueError(message)
