import type { FeedView } from './feed-view.ts';
import { type Finding, finding } from './finding.ts';
import { namespaces } from './namespaces.ts';
import { withDescendants, type XmlElement } from './parse-xml.ts';

/** HTML may say its direction. */
const htmlNamespace = 'http://www.w3.org/1999/xhtml';

/** What holds of every XML document: the addresses of namespaces, and that direction is no attribute of it. */
export function lintXml(root: XmlElement): readonly Finding[] {
  return withDescendants(root).flatMap((element) => [
    ...lintNamespaces(element),
    ...(element.uri !== htmlNamespace && element.attributes.dir !== undefined
      ? [finding('dir_attribute', element.place, `${element.name} dir="${element.attributes.dir}"`)]
      : []),
  ]);
}

function lintNamespaces({ declarations, place }: XmlElement): readonly Finding[] {
  return Object.entries(declarations)
    .filter(([prefix, uri]) => Object.hasOwn(namespaces, prefix) && namespaces[prefix] !== uri)
    .map(([prefix, uri]) => finding('namespace_wrong', place, `xmlns:${prefix}="${uri}"`));
}

/** RSS Profile `atom:link`, RFC 4287 §4.2.7.2, JSON Feed `feed_url`: the feed's own address. */
export function lintSelf({ self, place }: FeedView): readonly Finding[] {
  const [first, second] = self;
  if (first === undefined) return [finding('self_link_missing', place)];
  return second === undefined ? [] : [finding('self_link_repeated', second.place, second.text)];
}
