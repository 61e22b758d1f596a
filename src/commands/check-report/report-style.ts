/** What the page of a report has besides the stylesheet of all pages, whose colours it shares. */
export const reportStyle = `
:root { --gone: #f7dcd9; --on-gone: #7a1420; --new: #d8ecd6; --on-new: #17461f; --doubt: #f6e8c3; --on-doubt: #5b4105; }
@media (prefers-color-scheme: dark) {
  :root { --gone: #4d1b22; --on-gone: #f8c9c6; --new: #17391f; --on-new: #bfe8c4; --doubt: #43340f; --on-doubt: #f2dca0; }
}
:root[dir="rtl"] .report { font-size: clamp(1.1rem, 1.05rem + 0.2vw, 1.22rem); }
.report main { padding-block-start: 1.6rem; }
.report :is(section, nav) > h2 { font-size: 1.12em; color: var(--accent); padding-block-end: 0.3rem; border-block-end: 1px solid var(--rule);
  margin-block: 2.6rem 0.9rem; }
.report .masthead { border-block-end-width: 3px; border-block-end-style: solid; }
.check + .check { margin-block-start: 4rem; padding-block-start: 2.4rem; border-block-start: 5px double var(--ink); }
.contents { margin-block-end: 2.6rem; }
.contents h2 { margin-block-start: 0; }
.contents li + li { padding-block-start: 0.35rem; }
.verdict { max-inline-size: 52rem; }
.verdict h1 { font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2.3rem); margin-block-start: 0.5rem; }
.status, .derived, .count { display: inline-block; padding-inline: 0.7em; line-height: 1.75; font-size: 0.84rem; font-weight: 700;
  border: 1px solid currentColor; border-radius: 2px; }
.report .breaking { font-size: 0.84rem; font-weight: 700; border-radius: 2px; }
.accepted { background: var(--new); color: var(--on-new); }
.refused { background: var(--gone); color: var(--on-gone); }
.derived { background: var(--doubt); color: var(--on-doubt); vertical-align: 0.3em; }
.count { background: var(--doubt); color: var(--on-doubt); padding-inline: 0.55em; line-height: 1.55; border-radius: 1em; }
.report code { font: 0.78em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; color: var(--muted); }
.report small { font-size: 0.82em; color: var(--muted); }
.fine, .note { color: var(--muted); }
.fine { margin-block-start: 2rem; }
section .fine { margin-block-start: 0; }
.warnings ul { display: grid; gap: 0.5rem; }
.warnings li { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 1.6rem; padding: 0.35rem 1rem;
  background: var(--wash); border-inline-start: 4px solid var(--on-doubt); }
.warnings .place { display: flex; align-items: baseline; gap: 1rem; font-size: 0.86em; color: var(--muted); }

.known { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); gap: 0.6rem 2rem; margin: 0; }
.known dt { color: var(--muted); font-size: 0.82em; line-height: 1.5; }
.known dd { margin: 0; line-height: 1.7; }
.known .none { color: var(--muted); }
.outline { display: grid; gap: 1.1rem; }
.outline > li { padding-inline-start: 1rem; border-inline-start: 3px solid var(--rule); }
.outline > .kind-keyPoints { border-inline-start-color: var(--accent); }
.outline > .kind-related { border-inline-start-style: dashed; }
.outline .kind { display: flex; flex-wrap: wrap; gap: 0 0.9rem; align-items: baseline; font-weight: 700; font-size: 0.9em; }
.outline .kind small { font-weight: 400; }
.outline h3 { font-size: 1em; }
.outline ul { font-size: 0.92em; line-height: 1.8; color: var(--muted); }
.outline .item::before { content: "– "; }
.media li + li { margin-block-start: 0.4rem; }

.rules { list-style-type: decimal; padding-inline-start: 1.6em; margin-block-end: 1.4rem; }
.rules li::marker { color: var(--accent); font-weight: 700; }
.rules li:target { background: var(--doubt); color: var(--on-doubt); }
.rules code { margin-inline-start: 0.8em; }
.beside { border-block: 1px solid var(--rule); }
.sides { display: none; }
.row { position: relative; padding-block: 0.55rem; padding-inline: 2.6rem 0; border-block-start: 1px solid var(--rule); }
.sides + .row, .sides + details { border-block-start: 0; }
.row .number { position: absolute; inset-inline-start: 0; inset-block-start: 0.75rem; font-size: 0.78em; color: var(--muted); }
.row p { white-space: pre-wrap; line-height: 1.85; }
.row.same p { color: var(--muted); }
.side { display: block; font-size: 0.76em; color: var(--muted); }
.row del, .row ins { padding-inline: 0.18em; border-radius: 3px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.row del { background: var(--gone); color: var(--on-gone); text-decoration: line-through; }
.row ins { background: var(--new); color: var(--on-new); text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.3em; }
.row sup { font-size: 0.6em; line-height: 0; margin-inline: 0.25em; }
.row sup a { color: var(--accent); text-decoration: none; padding-inline: 0.45em; border: 1px solid var(--rule); border-radius: 1em; }
.beside details { border-block-start: 1px solid var(--rule); }
.beside summary { cursor: pointer; padding-block: 0.4rem; font-size: 0.86em; color: var(--muted); }
.beside summary::marker { color: var(--accent); }
@media (min-width: 60rem) {
  .sides { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2.4rem; padding-inline-start: 2.6rem; padding-block: 0.3rem;
    font-size: 0.84em; font-weight: 700; color: var(--muted); border-block-end: 1px solid var(--rule); }
  .row:not(.same) { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 2.4rem; }
  .row.same p { max-inline-size: 60rem; }
  .side { display: none; }
}

.readers { display: grid; gap: 1.6rem; margin-block-start: 0.9rem; }
@media (min-width: 60rem) { .readers { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
.reader { border: 1px solid var(--rule); border-radius: 8px; overflow: clip; }
.reader figcaption { background: var(--wash); border-block-end: 1px solid var(--rule); padding: 0.25rem 1rem; font-size: 0.84em; color: var(--muted); }
.screen { padding: 1rem 1.2rem 1.4rem; font-size: 0.94em; }
.screen h3 { font-size: 1.25em; margin-block: 0.2rem 0.7rem; }
.screen .text > div > * + * { margin-block-start: 1em; }
.screen .text > div > h2 { margin-block-start: 1.6em; }
.screen .text > div > h2 + * { margin-block-start: 0.4em; }
.screen .text > div > h2 + ul { margin-block-start: 0; }
.from { font-size: 0.8em; color: var(--muted); }
.unmarked { background: var(--wash); padding: 0.35rem 0.8rem; margin-block-end: 0.9rem; }
.unmarked small { display: block; }
.unmarked span { display: block; }
.picture { display: block; background: var(--wash); border: 1px dashed var(--muted); color: var(--muted); padding: 1.4em 1em;
  text-align: center; font-size: 0.88em; }
`;
