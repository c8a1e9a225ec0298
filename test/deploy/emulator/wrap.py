"""Putting functions of ours around the emulator's."""

import inspect


def known(module, name, parameters):
    """The emulator's function. Ends the process where it takes other parameters than that of the version looked at."""
    function = getattr(module, name, None)
    found = " ".join(inspect.signature(function).parameters) if callable(function) else None
    if found != parameters:
        raise SystemExit(
            f"{module.__name__}.{name} takes {found or 'nothing'} where it took {parameters}: the emulator is of another "
            "version. See what of test/deploy/emulator it still needs."
        )
    return function


def wrap(module, name, parameters, around):
    """Has ``around(original, ...)`` called for ``module.name(...)``."""
    original = known(module, name, parameters)
    setattr(module, name, lambda *args, **named: around(original, *args, **named))
