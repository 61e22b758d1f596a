import * as z from 'zod';
import type { Site } from './domain/channel.ts';

const wholeNumber = (least: number, most: number) =>
  z
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

// Why so many: docs/decisions/0016-poller-budgets.md.
const burst = 60;
const refillSeconds = 60;

/** The keys of `polling` in `site.yaml`. */
export const pollingSchema = z
  .strictObject({
    budget: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
    burst: wholeNumber(1, 100_000).default(burst),
    refillSeconds: wholeNumber(1, 86_400).default(refillSeconds),
  })
  .default({ budget: 'on', burst, refillSeconds });

export function budgetFrom({
  budget,
  ...limits
}: z.infer<typeof pollingSchema>): Pick<Site, 'pollingBudget'> {
  return budget === 'off' ? {} : { pollingBudget: limits };
}
