import * as z from 'zod';
import type { Site } from './domain/channel.ts';
import { oldSystems } from './domain/old-site.ts';

const old = z
  .string()
  .regex(/^\/(?!\/)/, 'must begin with one slash, without the name of the site')
  .refine(
    (from) => from !== '/',
    'is the front page; only one with a query, such as /?p=7, can lead elsewhere',
  );

const path = z
  .string('must be a path of this site, such as /ar/feed.xml')
  .regex(/^\/(?!\/)/, 'must be a path of this site, such as /ar/feed.xml')
  .transform((written) => {
    const { pathname, search } = new URL(written, 'http://path.invalid');
    return pathname + search;
  });

/** The key `oldAddresses` of `site.yaml`. */
export const oldAddressesSchema = z
  .strictObject({
    systems: z.array(z.enum(oldSystems, `must be one of: ${oldSystems.join(', ')}`)).default([]),
    moved: z
      .record(old, path, {
        // Of a key only the fault inside says what is wrong.
        error: (issue) =>
          issue.code === 'invalid_key' ? issue.issues[0]?.message : 'must be paths by paths',
      })
      .default({}),
  })
  .default({ systems: [], moved: {} });

/** Absent where nothing old is to be answered. */
export function oldAddressesFrom({
  systems,
  moved,
}: z.infer<typeof oldAddressesSchema>): Pick<Site, 'oldAddresses'> {
  const pairs = Object.entries(moved).map(([from, to]) => ({ from, to }));
  return systems.length === 0 && pairs.length === 0 ? {} : { oldAddresses: { systems, moved: pairs } };
}
