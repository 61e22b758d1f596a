import { giantInput, hostileInput } from './input.ts';
import { judge } from './judge.ts';

/** Inputs `from` to `to`, `to` itself not among them, of the seed; `giants` are those that take longest, in turn. */
export interface Order {
  readonly seed: number;
  readonly kind: 'mixed' | 'giants';
  readonly from: number;
  readonly to: number;
}

export type Report =
  | { readonly kind: 'ready' }
  /** The bytes are made, and the clock of the watchdog starts. */
  | { readonly kind: 'begun'; readonly number: number; readonly name: string }
  | {
      readonly kind: 'judged';
      readonly number: number;
      readonly name: string;
      readonly outcome: string;
      readonly faults: readonly string[];
      /** Of this process, not of the clock: other work on the machine must not make an input slow. */
      readonly milliseconds: number;
      readonly peakBytes: number;
    };

async function work({ seed, kind, from, to }: Order): Promise<void> {
  for (let number = from; number < to; number += 1) {
    const input = kind === 'giants' ? giantInput(seed, number) : hostileInput(seed, number);
    tell({ kind: 'begun', number, name: input.name });
    const before = process.cpuUsage();
    const { outcome, faults } = await judge(input);
    const { user, system } = process.cpuUsage(before);
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    const milliseconds = (user + system) / 1000;
    tell({ kind: 'judged', number, name: input.name, outcome, faults, milliseconds, peakBytes });
  }
}

function tell(report: Report): void {
  process.send?.(report);
}

process.on('message', (order: Order) => void work(order));
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
