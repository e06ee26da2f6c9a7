"""All that must hold after every step, whatever was tried."""

from inspect import getmembers, isfunction

from tests.reviews.machine import laws_of_decisions, laws_of_history, laws_of_places, laws_of_telling
from tests.reviews.machine.rows import Law

MODULES = (laws_of_places, laws_of_decisions, laws_of_history, laws_of_telling)
LAWS: list[Law] = [
    law
    for module in MODULES
    for name, law in getmembers(module, isfunction)
    if law.__module__ == module.__name__ and not name.startswith("_") and name != "no_doubles"
]
