/** Requests per second of each contestant in each round. */
export interface Result {
  readonly answer: string;
  readonly rates: Readonly<Record<string, readonly number[]>>;
}

/** One run: only what was measured side by side is compared. */
export interface Figures {
  readonly machine: string;
  readonly node: string;
  readonly platform: string;
  readonly day: string;
  readonly database: string;
  readonly lengthBytes: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly results: readonly Result[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** As it stands in docs/benchmarks.md. */
export function tableOf(figures: Figures): string {
  const { machine, node, platform, day, database, lengthBytes, rounds, seconds, results } = figures;
  return [
    `${machine}, Node ${node}, ${platform}, ${day}; the database: ${database}`,
    `/feed.xml, ${lengthBytes} bytes; wrk -t1 -c32, medians of ${rounds} rounds of ${seconds} s; ratios within each round`,
    '',
    '| answer | node:http | Express route | Nashra | Nashra ÷ node:http | Nashra ÷ Express |',
    '| --- | --- | --- | --- | --- | --- |',
    ...results.map(rowOf),
  ].join('\n');
}

function rowOf(result: Result): string {
  const perSecond = ['http', 'express', 'nashra'].map((name) => `${Math.round(rateOf(result, name))}/s`);
  const ratios = ['http', 'express'].map((name) => ratioTo(result, name).toFixed(2));
  return `| ${[result.answer, ...perSecond, ...ratios].join(' | ')} |`;
}

/** Of neighbours in time: a machine that has others on it is half as quick in one second as in the next. */
function ratioTo({ rates }: Result, name: string): number {
  const nashra = rates.nashra ?? [];
  return median(nashra.map((rate, round) => rate / (rates[name]?.[round] ?? Number.NaN)));
}

function rateOf({ rates }: Result, name: string): number {
  return median(rates[name] ?? []);
}

const bar = { width: 460, height: 14, gap: 4 };
const colours: Readonly<Record<string, string>> = { http: '#8a8a8a', express: '#c9a227', nashra: '#1f6f5c' };

/** Bars of the medians, each answer for itself: node:http is as long as the picture is wide. */
export function plotOf({ results, machine, day }: Figures): string {
  const rowHeight = 3 * (bar.height + bar.gap) + 26;
  const rows = results.map((result, index) => {
    const widest = Math.max(...Object.keys(colours).map((name) => rateOf(result, name)));
    const bars = Object.entries(colours).map(([name, colour], place) => {
      const rate = rateOf(result, name);
      const y = 20 + place * (bar.height + bar.gap);
      const width = Math.round((rate / widest) * bar.width);
      return `<rect x="90" y="${y}" width="${width}" height="${bar.height}" fill="${colour}"/><text x="84" y="${y + 11}" text-anchor="end">${name}</text><text x="${96 + width}" y="${y + 11}">${Math.round(rate)}/s</text>`;
    });
    return `<g transform="translate(0 ${30 + index * rowHeight})"><text x="90" y="12" font-weight="bold">${result.answer}</text>${bars.join('')}</g>`;
  });
  const height = 40 + results.length * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 ${height}" font-family="sans-serif" font-size="11"><title>Requests per second</title><rect width="640" height="${height}" fill="#fff"/><text x="10" y="18">Requests per second for /feed.xml, medians · ${machine} · ${day}</text>${rows.join('')}</svg>\n`;
}
