/** What breaks parsers and what would run in a browser, to be put in anywhere. */
export const pieces: readonly string[] = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', '<a href="javascript:alert(1)">نص</a>', '<a href="java\tscript:alert(1)">نص</a>',
  '<a href=" &#x6A;avascript:alert(1)">نص</a>', '<a href="data:text/html,<script>alert(1)</script>">نص</a>', '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
  '<iframe srcdoc="<script>alert(1)</script>">', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', '<textarea><img src=x onerror=alert(1)>',
  '<title><img src=x onerror=alert(1)></title>', '<template><script>alert(1)</script></template>', '<xmp><img src=x onerror=alert(1)></xmp>', '<plaintext>',
  '<base href="javascript:alert(1)//">', '<meta http-equiv=refresh content="0;url=javascript:alert(1)">', '<meta charset="utf-7">', '<meta charset="windows-1256">',
  '<form action="javascript:alert(1)"><button>نص</button></form>', '<object data="a.swf">', '<embed src="a.swf">', '<video src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>', '<p style="background:url(javascript:alert(1))">', '<p dir="&quot;onmouseover=alert(1)">', '<p lang="ar&#0;">',
  '<!--><img src=x onerror=alert(1)>-->', '<![CDATA[<script>alert(1)</script>]]>', '<?php echo 1 ?>', '<!DOCTYPE a [<!ENTITY x "y">]>&x;', ']]>', '-->', '</',
  '&#0;', '&#x80;', '&#xD800;', '&#x110000;', '&lt;script&gt;', '&amp;lt;', '&nbsp;', '&#xFFFE;', '&#x202E;', '&zwnj;', '\u0000', '\u0001', '\u000B', '\u001B[31m', '\u007F',
  '\u0085', '\u2028', '\u2029', '\u202E', '\u2067', '\u200F', '\uFEFF', '\uFFFE', '\uFFFF', '\uD800', '\uDC00', '\uFDD0', '\u{1FFFE}', '\u{E0001}', '\u{10FFFF}', '\uFFFC',
  '"', "'", '\\', '\\u0000', '\\ud800', '{', '}', '[', ']', ':', ',', 'null', '1e999', '-0', '__proto__', '"__proto__":{"a":1}', 'constructor', 'toString',
  '---\n', '&a [*a]', '!!js/function "x"', '!<tag:yaml.org,2002:binary> AA==', '<<: *a', '? [a]', '|+2\n', '%YAML 1.2\n', '[x](javascript:alert(1))', '![x](data:image/png;base64,AAAA)',
  '<javascript:alert(1)>', '```\n', '~~~', '\\\n', '| a | b |\n|---|', '[a]: javascript:alert(1)\n[a]', '# ', '> > > ', '* * *', '    ', '\t',
  '(((((', ')))))', '«««', '﴿', '۝', 'ﷺ', 'ﷲ', 'ـــــ', 'عاجل |', 'التاريخ: 31 شباط 2026', 'المصدر:', 'بقلم:', 'النقاط الرئيسية)', 'اقرأ أيضا:', '#وسم_طويل',
  'Ø§Ù„Ø£Ø®Ø¨Ø§Ø±', 'ط§ظ„ط£ط®ط¨ط§ط±', 'ÇáÃÎÈÇÑ', '????', 'َُِّ'.repeat(20), 'کی', '٣٫٥٪', '8%', 'http://a', '//example.org', 'file:///etc/passwd', 'https://[::1', '../../../etc/passwd', 'C:\\a.jpg',
]; // biome-ignore format: one piece a line would be a hundred lines
