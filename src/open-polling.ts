import type { RequestListener } from 'node:http';
import { NashraError } from './domain/errors.ts';
import { parseTrustedProxies, type TrustedProxies } from './http/client-address.ts';
import { createMetrics, type Figures } from './http/metrics.ts';
import { createOperatorApp, type OperatorDesk } from './http/operator-routes.ts';
import { createPollerDesk, type PollerDesk } from './http/poller-desk.ts';
import type { OnError } from './http/problem.ts';
import { createRefuseSpent, type RefuseSpent } from './http/refuse-spent.ts';
import { createScorecard } from './http/scorecard.ts';
import { createRepresentationSender, type SendRepresentation } from './http/send-representation.ts';
import type { Question, Siblings } from './http/siblings.ts';
import { createTraffic, type Traffic } from './http/traffic.ts';
import { startKeepingScorecard } from './keep-scorecard.ts';
import type { Newsroom } from './newsroom.ts';
import { loadProgramReports, shownDays } from './publish/report-programs.ts';
import type { ObserveRender } from './publish/timed-renderer.ts';
import { listChannelCounts } from './store/counts.ts';

/** Everything that knows how the site is polled. */
export interface Polling {
  readonly traffic: Traffic;
  readonly send: SendRepresentation;
  readonly refuseSpent: RefuseSpent;
  readonly observe: PollerDesk['observe'];
  readonly observeRender: ObserveRender;
  readonly operator: OperatorDesk;
  readonly operatorListener: RequestListener;
  readonly close: () => Promise<void>;
}

export interface PollingOptions {
  readonly trustProxy?: string;
  readonly metricsToken?: string;
  readonly siblings?: Siblings;
  readonly logger: {
    readonly warn: (fields: object, message: string) => void;
    readonly error: (fields: object, message: string) => void;
  };
  readonly onError: OnError;
}

/** @throws NashraError `config_invalid` */
export function openPolling(
  { store, site, now }: Pick<Newsroom, 'store' | 'site' | 'now'>,
  options: PollingOptions,
): Polling {
  const { logger } = options;
  const traffic = createTraffic();
  const scorecard = createScorecard();
  const desk = createPollerDesk({
    budget: site.pollingBudget,
    trustedProxies: trustedProxiesFrom(options.trustProxy),
    scorecard,
    traffic,
    now,
    onUnknownProxy: () =>
      logger.warn({ variable: 'TRUST_PROXY' }, 'refused a client behind a proxy that is not trusted'),
  });
  const keeping = startKeepingScorecard(scorecard, store, (error) =>
    logger.error({ err: error }, 'cannot keep the counts of pollers, trying on'),
  );
  const metrics = createMetrics({
    traffic,
    countPolling: desk.count,
    listChannelCounts: () => listChannelCounts(store),
  });
  const answers = { metrics: metrics.read, pollers: keeping.keep };
  const { siblings } = options;
  siblings?.answer((question) => answers[question]());
  const askOthers = async (question: Question) => (await siblings?.ask(question)) ?? [];
  const operator: OperatorDesk = {
    site,
    token: options.metricsToken,
    metrics: {
      contentType: metrics.contentType,
      load: async () => {
        const [own, others] = await Promise.all([metrics.read(), askOthers('metrics')]);
        return metrics.render([own, ...(others as Figures[])]);
      },
    },
    loadPrograms: async () => {
      await Promise.all([keeping.keep(), askOthers('pollers')]);
      return { days: shownDays, programs: await loadProgramReports(store, shownDays, now()) };
    },
  };
  const operatorApp = createOperatorApp(operator, options.onError);
  const language = site.channels.find(({ id }) => id === site.defaultChannelId)?.language ?? 'ar';
  return {
    traffic,
    send: createRepresentationSender(desk, language, now),
    refuseSpent: createRefuseSpent(desk, language),
    observe: desk.observe,
    observeRender: (kind, rendering) => timed(rendering, (seconds) => metrics.observeRender(kind, seconds)),
    operator,
    operatorListener: (request, response) => operatorApp(request, response),
    close: keeping.stop,
  };
}

function trustedProxiesFrom(value: string | undefined): TrustedProxies | undefined {
  const trusted = value === undefined ? undefined : parseTrustedProxies(value);
  if (value !== undefined && trusted === undefined)
    throw new NashraError('config_invalid', `trustProxy is neither a number nor addresses: ${value}`);
  return trusted;
}

async function timed<Result>(work: Promise<Result>, onDone: (seconds: number) => void): Promise<Result> {
  const begunMs = performance.now();
  const result = await work;
  onDone((performance.now() - begunMs) / 1000);
  return result;
}
