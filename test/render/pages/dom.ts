import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;

/** Every element of a page in document order, as a browser's parser sees it. */
export function elementsOf(page: string): readonly Element[] {
  return descendantsOf(parse(page));
}

export function descendantsOf(parent: DefaultTreeAdapterTypes.ParentNode): readonly Element[] {
  return parent.childNodes.flatMap((node) => ('tagName' in node ? [node, ...descendantsOf(node)] : []));
}

export function byTag(elements: readonly Element[], ...tags: readonly string[]): readonly Element[] {
  return elements.filter((element) => tags.includes(element.tagName));
}

export function byClass(elements: readonly Element[], name: string): readonly Element[] {
  return elements.filter((element) => attribute(element, 'class')?.split(' ').includes(name));
}

export function attribute(element: Element | undefined, name: string): string | undefined {
  return element?.attrs.find((candidate) => candidate.name === name)?.value;
}

export function textOf(element: DefaultTreeAdapterTypes.ParentNode | undefined): string {
  const pieces = (element?.childNodes ?? []).map((node) => {
    if ('value' in node) return node.value;
    return 'childNodes' in node ? textOf(node) : '';
  });
  return pieces.join('').trim();
}
