import { request } from './request.ts';

/**
 * The document at the address, for a reader that fetches nothing itself. Each over a connection of its own: one that is kept
 * may be closed by the server in the moment of its next use, and then fetch() rejects.
 */
export async function fetchDocument(url: string, reader: string): Promise<string> {
  const { status, text } = await request(url, { headers: { connection: 'close' } });
  if (status !== 200) throw new Error(`${reader}: ${url} answers ${status}`);
  return text;
}
