import type { Warning } from '../domain/article.ts';
import type { HtmlSource } from './manuscript.ts';

/** An HtmlSource, with what its reader has to tell the editor about the way there. */
export interface HtmlReading extends HtmlSource {
  readonly warnings: readonly Warning[];
}
