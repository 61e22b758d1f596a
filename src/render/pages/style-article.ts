/** The page of one article. */
export const articleStyle = `
.standfirst { color: var(--muted); font-size: 1.08em; padding-block-start: 0.6rem; }
.story { display: grid; grid-template-columns: minmax(0, var(--measure)); justify-content: center; }
.story-head h1 { font-size: clamp(1.8rem, 1.3rem + 2.5vw, 3rem); padding-block-start: 0.5rem; }
.facts { color: var(--muted); font-size: 0.84em; margin-block: 1.4rem 1.8rem; padding-block: 0.7rem;
  border-block: 1px solid var(--rule); display: flex; flex-wrap: wrap; gap: 0 1.6rem; }
.facts div { display: flex; gap: 0.45em; }
.facts dd { color: var(--ink); margin: 0; }
.facts a { text-decoration-color: currentColor; }
@media (min-width: 68rem) {
  .story { grid-template-columns: 13.5rem minmax(0, var(--measure)); column-gap: 3.4rem; justify-content: start; }
  .story > * { grid-column: 2; }
  .story-head { padding-block-end: 2.2rem; }
  .facts { grid-column: 1; grid-row: 2; align-self: start; display: block; margin-block: 0.6rem 0; position: sticky;
    inset-block-start: 1.5rem; }
  .facts div { display: block; line-height: 1.65; }
  .facts div + div { padding-block-start: 0.6rem; }
  .text { grid-row: 2; }
}

.text > * + * { margin-block-start: 1.1em; }
.text h2, .text h3, .text h4 { margin-block-start: 1.9em; font-size: 1.25em; }
.text h3 { font-size: 1.12em; }
.text h4 { font-size: 1em; }
.text > :first-child { margin-block-start: 0; }
.text :is(h2, h3, h4) + * { margin-block-start: 0.5em; }
.text a { color: var(--accent); text-decoration-color: currentColor; }
.text ol { list-style-type: decimal; padding-inline-start: 1.5em; }
.text ol > li[dir] { list-style-position: inside; }
.text ol > li::marker { color: var(--accent); font-weight: 700; }
.text li + li { margin-block-start: 0.35em; }
.text ul > li { position: relative; padding-inline-start: 1.5em; }
.text ul > li::before { content: ""; position: absolute; inset-inline-start: 0.25em; inset-block-start: 0.8em;
  inline-size: 0.42em; block-size: 0.42em; rotate: 45deg; background: var(--accent); }
.text ul > li:dir(ltr)::before { inset-block-start: 0.62em; }

.text h2:has(+ ul) { background: var(--wash); border-block-start: 3px solid var(--accent); margin-block-end: 0;
  padding: 0.9rem clamp(1rem, 3vw, 1.7rem) 0; font-size: 1.08em; color: var(--accent); }
.text h2 + ul { background: var(--wash); margin-block-start: 0; padding-block: 0.5rem 1.3rem;
  padding-inline: clamp(1rem, 3vw, 1.7rem); }
.text h2 + ul + * { margin-block-start: 1.9em; }

.text blockquote { border-inline-start: 3px solid var(--accent); padding-inline-start: 1.2em; font-size: 1.08em; }
.text img { display: block; max-inline-size: 100%; block-size: auto; }
.text figcaption { color: var(--muted); font-size: 0.82em; padding-block-start: 0.4em; }
.text hr { border: 0; border-block-start: 1px solid var(--rule); margin-block: 2em; }
.text :is(pre, code) { font: 0.88em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.text pre { background: var(--wash); padding: 1em; white-space: pre-wrap; }
.text table { display: block; overflow: auto; max-inline-size: 100%; border-collapse: collapse; font-size: 0.9em;
  overflow-wrap: normal; }
.text :is(td, th) { border-block-end: 1px solid var(--rule); padding: 0.4em 0.9em; text-align: start; }
.scorecard :is(td, th) { padding-inline: 0.6em; }

.tags { margin-block-start: 2.6rem; border-block-start: 1px solid var(--rule); padding-block-start: 0.9rem; font-size: 0.84em; }
.tags ul { display: flex; flex-wrap: wrap; gap: 0.1rem 1.4rem; }
.tags a { color: var(--accent); text-decoration-color: currentColor; }
`;
