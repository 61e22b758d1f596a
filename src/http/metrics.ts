import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type MetricObject,
  Registry,
} from 'prom-client';
import type { ChannelCounts } from '../store/counts.ts';
import type { Traffic } from './traffic.ts';

/** The figures of one process, so that they can be added to those of others. */
export type Figures = readonly MetricObject[];

/** What stands at `/metrics`, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  /** Rejects when the store does not answer. */
  readonly read: () => Promise<Figures>;
  /** Of several processes the sums, and of what all of them see alike what the first says. */
  readonly render: (figures: readonly Figures[]) => Promise<string>;
  readonly observeRender: (kind: string, seconds: number) => void;
}

/** Where the numbers stand; they are read when somebody asks. */
export interface MetricsSources {
  readonly traffic: Traffic;
  readonly countPolling: () => { readonly clients: number; readonly refusals: number };
  readonly listChannelCounts: () => Promise<readonly ChannelCounts[]>;
}

export function createMetrics(sources: MetricsSources): Metrics {
  const registry = new Registry();
  addTraffic(registry, sources.traffic);
  addPolling(registry, sources.countPolling);
  addChannels(registry, sources.listChannelCounts);
  const renders = new Histogram({
    name: 'nashra_render_duration_seconds',
    help: 'Time to render a document, or the feeds of a channel, with what is read of the store.',
    labelNames: ['kind'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  let isMeasuringProcess = false;
  return {
    contentType: registry.contentType,
    read: async () => {
      // Watching the event loop has a price, small as it is, and only who asks should pay it.
      if (!isMeasuringProcess) collectDefaultMetrics({ register: registry });
      isMeasuringProcess = true;
      const figures = await registry.getMetricsAsJSON();
      // prom-client leaves the start of the process out where there are several; here it is that of the oldest.
      return figures.map((figure) =>
        figure.aggregator === 'omit' ? { ...figure, aggregator: 'min' as const } : figure,
      );
    },
    render: (figures) => AggregatorRegistry.aggregate(Array.from(figures)).metrics(),
    observeRender: (kind, seconds) => renders.observe({ kind }, seconds),
  };
}

function addTraffic(registry: Registry, { answers, refusedArticles }: Traffic): void {
  const registers = [registry];
  new Counter({
    name: 'nashra_http_responses_total',
    help: 'Answers by what they carried and by status.',
    labelNames: ['kind', 'status'],
    registers,
    collect() {
      this.reset();
      for (const [kind, { byStatus }] of Object.entries(answers)) {
        for (const [index, count] of byStatus.entries()) {
          if (count > 0) this.inc({ kind, status: String(index + 100) }, count);
        }
      }
    },
  });
  new Counter({
    name: 'nashra_http_response_bytes_total',
    help: 'Bytes of content that were sent, as they were coded.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.reset();
      for (const [kind, { bytes }] of Object.entries(answers)) this.inc({ kind }, bytes);
    },
  });
  new Counter({
    name: 'nashra_articles_refused_total',
    help: 'Articles of the inbox that were refused, by error code.',
    labelNames: ['code'],
    registers,
    collect() {
      this.reset();
      for (const [code, count] of refusedArticles) this.inc({ code }, count);
    },
  });
}

function addPolling(registry: Registry, countPolling: MetricsSources['countPolling']): void {
  new Counter({
    name: 'nashra_poll_refusals_total',
    help: 'Feeds that were not sent because the budget of the client was spent.',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(countPolling().refusals);
    },
  });
  new Gauge({
    name: 'nashra_poll_clients',
    help: 'Clients of feeds that are remembered, one a program, network address and feed.',
    registers: [registry],
    collect() {
      this.set(countPolling().clients);
    },
  });
}

function addChannels(registry: Registry, listChannelCounts: MetricsSources['listChannelCounts']): void {
  const registers = [registry];
  const labelNames = ['channel'] as const;
  new Gauge({
    name: 'nashra_items',
    help: 'Items that are kept.',
    aggregator: 'first',
    labelNames,
    registers,
    async collect() {
      for (const { channelId, items } of await listChannelCounts()) this.set({ channel: channelId }, items);
    },
  });
  new Gauge({
    name: 'nashra_revisions',
    help: 'Changes so far, those that nobody outside sees among them.',
    aggregator: 'first',
    labelNames,
    registers,
    async collect() {
      for (const { channelId, revisions } of await listChannelCounts())
        this.set({ channel: channelId }, revisions);
    },
  });
}
