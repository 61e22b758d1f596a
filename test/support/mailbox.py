"""Prints as JSON the subject and the HTML of every message in the maildir given."""

import email
import email.policy
import json
import pathlib
import sys


def message(path):
    read = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    return {"title": str(read["Subject"]), "html": read.get_body(("html",)).get_content()}


print(json.dumps([message(path) for path in sorted(pathlib.Path(sys.argv[1]).glob("new/*"))]))
