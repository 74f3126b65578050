"""Read files of entities with followthemoney, in a Python that has it, and say how many of them are valid.

python followthemoney_check.py FILE ...
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from followthemoney import model


def check(line: str) -> None:
    """Raises what followthemoney raises for an entity that does not fit its model, and when it drops a value."""
    given = json.loads(line)
    proxy = model.get_proxy(given, cleaned=False)
    proxy.schema.validate(given)
    kept = proxy.to_dict()["properties"]
    if kept != given["properties"]:
        raise ValueError(f"kept {kept} of {given['properties']}")


if __name__ == "__main__":
    entities = [line for path in sys.argv[1:] for line in Path(path).read_text("utf-8").splitlines()]
    for entity in entities:
        check(entity)
    sys.stdout.write(f"{len(entities)} valid\n")
