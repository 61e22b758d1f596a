import { type CheckedArticle, renderChecked } from '../../../src/commands/check-report/report-page.ts';
import type { Terminal } from '../../../src/commands/check-report/terminal.ts';
import { formatReport } from '../../../src/commands/check-report/terminal-report.ts';
import type { Channel } from '../../../src/domain/channel.ts';
import { NashraError } from '../../../src/domain/errors.ts';
import { parseArticle } from '../../../src/ingest/parse-article.ts';
import type { CheckOutcome } from '../../../src/ingest/report.ts';
import { arabicChannel } from '../../support/arabic-channel.ts';

export async function outcomeOf(text: string, channel = arabicChannel): Promise<CheckOutcome> {
  try {
    const article = await parseArticle(Buffer.from(text), { channel, timeZone: 'Asia/Beirut' });
    return { status: 'accepted', article };
  } catch (error) {
    if (error instanceof NashraError) return { status: 'refused', error };
    throw error;
  }
}

/** As `nashra check` does it for the articles of one file. */
export function formatReports(
  outcomes: readonly CheckOutcome[],
  channel: Channel,
  terminal: Terminal,
): string {
  const isOne = outcomes.length === 1;
  return outcomes
    .map((outcome, index) => formatReport(outcome, isOne ? undefined : index + 1, channel, terminal))
    .join('\n\n');
}

export function renderAll(
  outcomes: readonly CheckOutcome[],
  channel: Channel = arabicChannel,
): readonly CheckedArticle[] {
  return outcomes.map((outcome, index) => renderChecked(outcome, index + 1, channel));
}

export const library =
  'عاجل | افتتاح مكتبة عامة في الزهراء\nالقسم: شؤون البادية\nالأربعاء 12 نوفمبر 2025\nارتفع عدد القراء بنسبة8% هذا العام.';

export const satellite =
  'NovaSat تطلق قمرًا صناعيًا من قاعدة الساحل\n\nأطلقت الشركة القمر فجر اليوم من القاعدة على الساحل.';

/** Words that would act on a terminal or run in a browser, were they let through. */
export const hostile =
  'خبر \u001b[31m<script>alert(1)</script>\u0007 «"><img src=x onerror=alert(1)>» من الشمال\n\nفقرة \u202Eمقلوبة\u202C فيها </style></del><script>alert(2)</script> \u009b31m ونص.';
