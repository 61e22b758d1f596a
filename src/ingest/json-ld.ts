/** A JSON object, of which nothing is known but that its keys are its own. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A document whose nodes lie deeper is no page's metadata; the limit also ends a walk through hostile nesting. */
const maxDepth = 8;
const maxNodes = 5000;
/** Where the nodes of a document stand: JSON-LD 1.1 §4.9 graphs, and what schema.org puts between page and article. */
const containers = ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item', 'hasPart'];

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The nodes of a JSON-LD document in their order, containers before what they hold. */
export function nodesOf(document: unknown): readonly JsonObject[] {
  const nodes: JsonObject[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > maxDepth || nodes.length >= maxNodes) return;
    if (Array.isArray(value)) for (const one of value.slice(0, maxNodes)) visit(one, depth + 1);
    if (!isJsonObject(value)) return;
    nodes.push(value);
    for (const key of containers) if (Object.hasOwn(value, key)) visit(value[key], depth + 1);
  };
  visit(document, 0);
  return nodes;
}

/** The types of a node without the vocabulary's address: `NewsArticle` of `https://schema.org/NewsArticle`. */
export function typesOf(node: JsonObject): readonly string[] {
  return listOf(node['@type'])
    .filter((type) => typeof type === 'string')
    .map((type) => type.replace(/^.*[/:#]/s, ''));
}

/** JSON-LD says one value and a list of one alike; `null` says nothing. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** What each `@id` of the document names in full, for nodes that are only referred to where they are used. */
export function namedNodes(nodes: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const named = new Map<string, JsonObject>();
  for (const node of nodes) {
    const id = node['@id'];
    const isMore = Object.keys(node).length > 1;
    if (typeof id === 'string' && isMore && !named.has(id)) named.set(id, node);
  }
  return named;
}
