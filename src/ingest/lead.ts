import { type ArticleSection, type Block, textsOf } from '../domain/article.ts';
import { hasWords } from '../text/has-words.ts';
import { isKnownAgency, unwrap } from './agency.ts';
import type { Facts } from './facts.ts';
import { isInvocation } from './invocation.ts';
import type { Lexicon } from './lexicon.ts';

const maxNameWords = 4;
const maxNameLength = 60;
const endsSentence = /[.؟!…:۔؛،][»"”)]*$/;
const finalParentheses = /\(([^()\n]{2,40})\)\.?$/;

/** First paragraph of the body, else of whatever a reader sees first; with `after`, the one that follows it. */
export function findLead(sections: readonly ArticleSection[], after?: string): string | undefined {
  const seen = sections.filter((section) => section.kind !== 'related');
  const bodies = seen.filter((section) => section.kind === 'body');
  const texts = (bodies.length > 0 ? bodies : seen)
    .flatMap((section) => section.blocks)
    .filter((block) => block.kind !== 'figure')
    .map((block) => (isRunning(block) ? block.text : (textsOf(block)[0] ?? '')));
  const readable = texts.filter((text) => hasWords(text) && !isInvocation(text));
  if (after !== undefined) return readable[readable.indexOf(after) + 1];
  return readable.find((text) => !isMerelyName(text)) ?? readable[0];
}

/** A name below the headline that no list knows, whose place in the text is right and in a summary is not. */
function isMerelyName(text: string): boolean {
  if (text.length > maxNameLength) return false;
  const words = text.split(' ').length;
  return words > 1 && words <= maxNameWords && !endsSentence.test(text);
}

function isRunning(block: Block): block is Extract<Block, { kind: 'paragraph' | 'quote' }> {
  return block.kind === 'paragraph' || block.kind === 'quote';
}

/** A standfirst opens the body, so that no word of the article is lost. */
export function addStandfirst(
  sections: readonly ArticleSection[],
  standfirst: string | undefined,
): readonly ArticleSection[] {
  if (standfirst === undefined) return sections;
  const block: Block = { kind: 'paragraph', text: standfirst };
  const [first, ...others] = sections;
  return first?.kind === 'body' && first.heading === undefined
    ? [{ ...first, blocks: [block, ...first.blocks] }, ...others]
    : [{ kind: 'body', blocks: [block] }, ...sections];
}

/** `… نهاية الخبر. (رويترز)`: the agency that closes the text, whose words stay where they are. */
export function trailingCredit(sections: readonly ArticleSection[], lexicon: Lexicon): Facts {
  const block = sections.findLast((section) => section.kind !== 'related')?.blocks.at(-1);
  const agency = block?.kind === 'paragraph' ? finalParentheses.exec(block.text.slice(-60))?.[1] : undefined;
  return agency !== undefined && isKnownAgency(agency, lexicon) ? { source: unwrap(agency) } : {};
}
