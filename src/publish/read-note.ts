import type { Channel } from '../domain/channel.ts';
import { NashraError } from '../domain/errors.ts';
import { sentenceIn } from '../domain/sentence.ts';
import { normalise, StackedMarksError } from '../text/normalise.ts';

/** Longer than this it is no note, but a story of its own. */
const maxLength = 1200;

/**
 * What an editor tells readers beside a text, through the rules of texts and on one line.
 * @throws NashraError `bad_request`
 */
export function readNote({ language, rulesOff }: Channel, typed: string): string {
  const note = normalised(typed, language, rulesOff).replace(/\s+/g, ' ').trim();
  if (note !== '' && note.length <= maxLength) return note;
  throw new NashraError(
    'bad_request',
    sentenceIn(language, {
      ar: `اكتب للقراء جملة لا تزيد على ${maxLength} حرف.`,
      en: `Write a sentence for readers, of at most ${maxLength} characters.`,
    }),
  );
}

function normalised(typed: string, language: string, rulesOff: Channel['rulesOff']): string {
  try {
    return normalise(typed, language, rulesOff).text;
  } catch (error) {
    if (error instanceof StackedMarksError) return '';
    throw error;
  }
}
