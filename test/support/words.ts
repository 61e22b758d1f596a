import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/** Elements that stand inside a word or a sentence; the border of any other one separates words. */
const inlineElements = new Set(
  'a abbr b bdi bdo cite code em i ins del kbd mark q s small span strong sub sup time u wbr'.split(' '),
);

export function foldSpaces(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** What a person would read of a piece of HTML: its text without markup, white space folded. */
export function wordsOf(html: string): string {
  return foldSpaces(textOf(parseFragment(html)));
}

function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!('childNodes' in node)) return '';
  const text = node.childNodes.map(textOf).join('');
  return inlineElements.has(node.nodeName) ? text : ` ${text} `;
}
