"""Runs statements again and counts the steps that SQLite's virtual machine takes for them: work, whatever the time.

Reads {"database", "acts": [{"name", "statements": [{"sql", "parameters"}]}]} and writes {name: steps}. The database is
changed as the acts change it.
"""

import base64
import json
import sqlite3
import sys


def value(parameter):
    return base64.b64decode(parameter["base64"]) if isinstance(parameter, dict) else parameter


def main():
    work = json.load(sys.stdin)
    steps = 0

    def step():
        nonlocal steps
        steps += 1
        return 0

    database = sqlite3.connect(work["database"], isolation_level=None)
    database.execute("pragma synchronous = off")
    counts = {}
    for act in work["acts"]:
        steps = 0
        database.set_progress_handler(step, 1)
        for statement in act["statements"]:
            cursor = database.execute(statement["sql"], [value(one) for one in statement["parameters"]])
            cursor.fetchall()
        database.set_progress_handler(None, 0)
        counts[act["name"]] = counts.get(act["name"], 0) + steps
    json.dump(counts, sys.stdout)


main()
