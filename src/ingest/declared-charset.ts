import type { GuessedEncoding } from './guess-encoding.ts';

const prescanLength = 1024;
const macArabicLabels = new Set(['x-mac-arabic', 'mac-arabic', 'macarabic', 'csmacarabic']);
const readable = new Set<string>(['windows-1252', 'windows-1256', 'iso-8859-6']);

/** The one-byte encoding that a label names, if it is one that Nashra reads. Unicode shows by itself. */
export function encodingOfLabel(label: string): GuessedEncoding | undefined {
  const plain = label
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
  if (macArabicLabels.has(plain)) return 'x-mac-arabic';
  try {
    const { encoding } = new TextDecoder(plain);
    return readable.has(encoding) ? (encoding as GuessedEncoding) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The charset that an HTML or XML document names in its first 1024 bytes: `<?xml encoding>`, `<meta charset>` or
 * `<meta http-equiv=content-type>` (HTML §13.2.3.2, "prescan a byte stream"). In lower case, as written otherwise;
 * `utf-8` for a UTF-16 that could not have been read so.
 */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, prescanLength)).toString(
    'latin1',
  );
  const label = charsetOfXml(head) ?? charsetOfMeta(head);
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

function charsetOfXml(head: string): string | undefined {
  const declaration =
    /^(?:\u00EF\u00BB\u00BF)?\s*<\?xml\s[^>]*?encoding\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/i.exec(head);
  return labelOf(declaration?.[1] ?? declaration?.[2]);
}

/** Comments, then tags with their attributes, then what has no attributes. */
const markup = /<!--[\s\S]*?(?:-->|$)|<\/?([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>?|<[!/?][^>]*>?/gi;
const attribute = /([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;

function charsetOfMeta(head: string): string | undefined {
  for (const [, name, attributes = ''] of head.matchAll(markup)) {
    if (name?.toLowerCase() !== 'meta') continue;
    const label = charsetOfAttributes(attributes);
    if (label !== undefined) return label;
  }
  return undefined;
}

function charsetOfAttributes(attributes: string): string | undefined {
  const values = new Map<string, string>();
  for (const [, name = '', double, single, bare] of attributes.matchAll(attribute)) {
    const key = name.toLowerCase();
    if (!values.has(key)) values.set(key, double ?? single ?? bare ?? '');
  }
  const charset = labelOf(values.get('charset'));
  if (charset !== undefined) return charset;
  if (values.get('http-equiv')?.trim().toLowerCase() !== 'content-type') return undefined;
  return charsetOfContent(values.get('content') ?? '');
}

/** HTML §2.6.5: whatever follows `charset=`, quoted or up to a space or semicolon. */
function charsetOfContent(content: string): string | undefined {
  const found = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i.exec(content);
  return labelOf(found?.[1] ?? found?.[2] ?? found?.[3]);
}

function labelOf(value: string | undefined): string | undefined {
  const label = value?.trim().toLowerCase();
  return label === '' ? undefined : label;
}
