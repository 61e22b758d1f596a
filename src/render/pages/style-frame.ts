/** Type, masthead, footer and what else every page has. */
export const frameStyle = `
*, ::before, ::after { box-sizing: border-box; }
html { text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  padding-inline: clamp(1.1rem, 4.5vw, 3rem);
  background: var(--paper);
  color: var(--ink);
  font-size: clamp(1.05rem, 1rem + 0.25vw, 1.2rem);
  overflow-wrap: anywhere;
}
:root[dir="rtl"] body { font-size: clamp(1.175rem, 1.1rem + 0.35vw, 1.35rem); }
[dir="rtl"] {
  font-family: "Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Sakkal Majalla", "Noto Serif",
    "Segoe UI", "Noto Sans Arabic", "Times New Roman", serif;
  line-height: 1.95;
}
[dir="ltr"] {
  font-family: "Iowan Old Style", Charter, "Noto Serif", Georgia, "Noto Naskh Arabic", "Geeza Pro", serif;
  line-height: 1.65;
}
em, i, cite, dfn, address, var { font-style: normal; }
[dir="ltr"] :is(em, i, cite, dfn):not([dir="rtl"] *) { font-style: italic; }
[dir="rtl"] :is(em, dfn) { font-weight: 700; }
h1, h2, h3, h4, p, ul, ol, figure, blockquote { margin: 0; padding: 0; }
h1, h2, h3, h4 { font-weight: 700; line-height: 1.5; text-wrap: balance; }
[dir="ltr"] :is(h1, h2, h3, h4) { line-height: 1.2; }
ul, ol { list-style-type: ""; }
a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: 0.32em; text-decoration-color: var(--rule); }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 4px; border-radius: 2px; }
main:focus { outline: none; }
::selection { background: var(--badge); color: var(--on-badge); }
.skip { position: absolute; inset-block-start: 0.5rem; inset-inline-start: 0.5rem; padding: 0.4rem 1rem;
  background: var(--badge); color: var(--on-badge); z-index: 1; }
.skip:not(:focus) { inline-size: 1px; block-size: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
.masthead, main, .colophon { max-inline-size: 70rem; margin-inline: auto; }
.masthead { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; column-gap: 2rem;
  padding-block: 1.4rem 0.7rem; border-block-end: 5px double var(--ink); }
.masthead a { text-decoration: none; }
.nameplate { font-size: 1.5em; font-weight: 700; line-height: 1.5; }
.folio { color: var(--muted); }
.nameplate-front { flex-basis: 100%; text-align: center; font-size: clamp(2.4rem, 1.4rem + 4.6vw, 4.6rem); line-height: 1.45; }
.motto { flex-basis: 100%; text-align: center; color: var(--muted); padding-block-end: 0.5rem; text-wrap: balance; }
main { padding-block: clamp(1.8rem, 4vw, 3.2rem) 4rem; }
.colophon { border-block-start: 1px solid var(--ink); padding-block: 1.4rem 3rem; font-size: 0.85em; color: var(--muted); }
.follow { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 1.4rem; }
.follow-title { color: var(--ink); font-weight: 700; }
.feeds { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; }
.feeds a { color: var(--accent); text-decoration-color: currentColor; padding-block: 0.2rem; }
.rights, .home { padding-block-start: 0.5rem; }
.home { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; }
.breaking { display: inline-block; background: var(--badge); color: var(--on-badge); padding-inline: 0.65em;
  line-height: 1.75; border: 1px solid var(--badge); }
@media (prefers-contrast: more) { :root { --muted: var(--ink); --rule: var(--ink); } }
@media print {
  :root { --paper: #ffffff; --wash: #ffffff; --ink: #000000; --muted: #333333; --rule: #999999; --accent: #000000; --badge: #000000; }
  body, :root[dir="rtl"] body { padding: 0; font-size: 12pt; }
  .skip, .follow, .home, .more, .subscribe, .desks { display: none; }
  .entry, figure, blockquote, h2 + ul { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  .breaking { background: none; color: inherit; }
}
`;
