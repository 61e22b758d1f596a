/** Front page, channel page, feed page, error page. */
export const listStyle = `
.kicker { display: flex; flex-wrap: wrap; align-items: center; gap: 0.1rem 0.9rem; font-size: 0.82em; font-weight: 700; }
.section { color: var(--accent); }
.section + .section { color: var(--muted); font-weight: 400; }
.section + .section::before, .counts span + span::before { content: ""; display: inline-block; inline-size: 0.36em;
  block-size: 0.36em; rotate: 45deg; background: var(--accent); margin-inline-end: 0.95rem; vertical-align: 0.14em; }
.entry .kicker { margin-block-end: 0.2rem; }
.entry .stamp { margin-block-start: 0.25rem; }
.entry-title a { text-decoration: none; }
.entry-title a:hover { text-decoration: underline; text-decoration-thickness: 1px; }
.stamp, .counts { color: var(--muted); font-size: 0.8em; }
.summary { margin-block-start: 0.25rem; font-size: 0.92em; }
.empty { max-inline-size: 30em; margin-inline: auto; margin-block: 3rem; padding-block: 2.2rem; text-align: center;
  color: var(--muted); border-block: 1px solid var(--rule); text-wrap: balance; }
.more { padding-block-start: 1.6rem; text-align: end; }
.more a { color: var(--accent); text-decoration-color: currentColor; }

.front + .front { margin-block-start: 4rem; }
.front-title { font-size: 1.15em; padding-block-end: 0.5rem; border-block-end: 1px solid var(--ink); }
.front-title a { text-decoration: none; }
.front-grid { display: grid; }
.front-grid .entry { padding-block: 1.2rem 1.3rem; border-block-start: 1px solid var(--rule); }
.front-grid .entry:first-child { border-block-start: 0; padding-block-start: 1.5rem; }
.front-grid .entry:first-child .entry-title { font-size: clamp(1.65rem, 1.2rem + 2vw, 2.7rem); margin-block: 0.3rem 0.5rem; }
.front-grid .entry:first-child .summary { margin-block-start: 0.25rem; font-size: 1.06em; }
.front-grid .entry-title { font-size: 1.18em; }
@media (min-width: 56rem) {
  .front-grid { grid-template-columns: repeat(3, minmax(0, 1fr)); column-gap: 3rem; }
  .front-grid .entry { position: relative; }
  .front-grid .entry:first-child { grid-column: span 2; grid-row: span 2; }
  .front-grid .entry:only-child { grid-column: span 3; }
  .front-grid .entry:nth-child(2) { border-block-start: 0; }
  .front-grid .entry:first-child .summary { max-inline-size: 34em; }
  .front-grid .entry:not(:first-child):not(:nth-child(3n+4))::before { content: ""; position: absolute;
    inset-block: 1.3rem; inset-inline-start: -1.5rem; border-inline-start: 1px solid var(--rule); }
}

.channel-head { max-inline-size: var(--measure); padding-block-end: 2rem; }
.channel-head h1 { font-size: clamp(2rem, 1.5rem + 2.4vw, 3.1rem); }
.counts { padding-block-start: 0.6rem; display: flex; flex-wrap: wrap; gap: 0 0.95rem; }
.person { padding-block-start: 0.4rem; }
.person a { color: var(--accent); text-decoration-color: currentColor; }
.desks { font-size: 0.92em; padding-block-end: 1.4rem; }
.desks ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.5rem; }
.desks a { color: var(--accent); text-decoration-color: currentColor; }
.desks a[aria-current] { color: var(--ink); font-weight: 700; text-decoration: none; }
.day { border-block-start: 1px solid var(--ink); padding-block: 0.9rem 2.4rem; }
.day-title { font-size: 1em; }
.day-title .date { font-weight: 400; color: var(--muted); }
.day:first-of-type .entry:first-child .entry-title { font-size: clamp(1.5rem, 1.2rem + 1.2vw, 2.1rem); }
.day .entry { padding-block: 1.1rem 1.2rem; }
.entries .entry + .entry { border-block-start: 1px solid var(--rule); }
.entries .entry-title { font-size: 1.3em; }
@media (min-width: 56rem) {
  .day { display: grid; grid-template-columns: 12rem minmax(0, 1fr); column-gap: 3rem; }
  .day-title { position: sticky; inset-block-start: 1rem; align-self: start; }
  .day-title span { display: block; }
  .day .entry { display: grid; grid-template-columns: minmax(0, 1fr) 4rem; column-gap: 2rem; max-inline-size: 46em; }
  .day .entry > * { grid-column: 1; }
  .day .entry > .stamp { grid-column: 2; grid-row: 1; text-align: end; }
  .day .entry:first-child { padding-block-start: 0; }
}

.subscribe { background: var(--wash); border-block-start: 3px solid var(--accent); padding: 1.4rem clamp(1rem, 3vw, 2rem) 1.6rem;
  margin-block-end: 3rem; }
.subscribe h2 { font-size: 1.2em; }
.subscribe h3 { font-size: 0.92em; padding-block-start: 1.1rem; }
.address label { display: block; font-size: 0.85em; color: var(--muted); padding-block-start: 0.6rem; }
.address input { inline-size: 100%; padding: 0.55rem 0.8rem; border: 1px solid var(--muted); border-radius: 2px;
  background: var(--paper); color: var(--ink); font: 0.76em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.hint { font-size: 0.85em; color: var(--muted); padding-block-start: 0.4rem; }
.latest > h2 { font-size: 1.15em; border-block-end: 1px solid var(--ink); padding-block-end: 0.5rem; }
.latest .entry { padding-block: 1.2rem; }
@media (min-width: 62rem) {
  .feed { display: grid; grid-template-columns: 26rem minmax(0, 1fr); column-gap: 3.4rem; align-items: start; }
  .subscribe { position: sticky; inset-block-start: 1.5rem; }
}

.trouble { max-inline-size: 30em; margin-inline: auto; padding-block: 3rem; text-align: center; }
.status { font-size: 4.6em; font-weight: 700; line-height: 1.2; color: var(--accent); }
.trouble h1 { font-size: clamp(1.7rem, 1.4rem + 1.6vw, 2.4rem); }
.ways { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.4rem 1.8rem; padding-block-start: 1.6rem; }
.ways a { color: var(--accent); text-decoration-color: currentColor; }
.code code { font: 0.95em ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
`;
