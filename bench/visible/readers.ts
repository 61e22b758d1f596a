import { type Load, startLoad } from './load.ts';

/* Readers in a process of their own: what they take in must not make who measures late. */

export type Told = { readonly page: string } | 'stop';

const [url = '', perSecond = ''] = process.argv.slice(2);
const pages: string[] = [];
const load: Load = startLoad(url, Number(perSecond), () => pages.slice(-50));
process.on('message', async (told: Told) => {
  if (told !== 'stop') pages.push(told.page);
  else {
    await load.stop();
    process.send?.(load.taken, () => process.disconnect());
  }
});
