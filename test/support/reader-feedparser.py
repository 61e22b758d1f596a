"""Prints as JSON what Universal Feed Parser keeps of the feed at the URL given."""

import calendar
import json
import sys

import feedparser


def seconds(entry):
    # Atom without `published`: the date that programs built on it then show.
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return calendar.timegm(parsed) if parsed else None


def content(entry):
    if entry.get("content"):
        return entry.content[0]
    return entry.get("summary_detail", {"type": "text/plain", "value": ""})


def item(entry):
    tags = entry.get("tags", [])
    return {
        "id": entry.get("id"),
        "title": entry.get("title", ""),
        "link": entry.get("link", ""),
        "publishedSeconds": seconds(entry),
        "authors": [author["name"] for author in entry.get("authors", []) if author.get("name")],
        "categories": [tag["label"] or tag["term"] for tag in tags],
        "terms": [tag["term"] for tag in tags],
        "content": content(entry)["value"],
        "contentType": content(entry)["type"],
        # Their own list and that of Media RSS, by address: clients show what is in either.
        "enclosures": [
            {"url": one.get("href"), "type": one.get("type"), "length": one.get("length")}
            for one in entry.get("enclosures", [])
        ],
        "media": [
            {name: one.get(name) for name in ("url", "type", "medium", "width", "height", "filesize")}
            for one in entry.get("media_content", [])
        ],
    }


def main(url):
    read = feedparser.parse(url)
    if read.get("status", 0) >= 400:
        sys.exit(f"{url} answers {read.status}")
    # It goes on after a fault with whatever could be read; here a fault is one.
    if read.bozo:
        sys.exit(f"{url}: {read.bozo_exception}")
    print(json.dumps({
        "version": read.version,
        "title": read.feed.get("title"),
        "language": read.feed.get("language"),
        "items": [item(entry) for entry in read.entries],
    }))


main(sys.argv[1])
