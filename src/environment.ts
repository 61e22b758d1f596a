import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { parseBaseUrl } from './config.ts';
import { NashraError } from './domain/errors.ts';
import { parseTrustedProxies } from './http/client-address.ts';
import { serverLimits } from './http/limited-server.ts';

export interface Environment {
  /** 0 takes a free port. */
  readonly port: number;
  /** Undefined listens on every address. */
  readonly host: string | undefined;
  /** What the world sees; undefined until the port is known. */
  readonly baseUrl: string | undefined;
  readonly databaseUrl: string;
  readonly configDir: string;
  readonly feedsDir: string;
  readonly logLevel: string;
  /** See parseTrustedProxies; undefined believes no `X-Forwarded-For`. */
  readonly trustProxy: string | undefined;
  /** Undefined: no address of its own for the operator. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  readonly metricsToken: string | undefined;
  readonly maxConnections: number;
  /** How many processes serve; 1 is this one itself. */
  readonly workers: number;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((number) => number <= 65535, 'must be at most 65535');

/** The variables by their names. */
export const environmentSchema = z.object({
  PORT: port.default(3000),
  HOST: z.string().optional(),
  BASE_URL: z
    .string()
    .refine(
      (value) => parseBaseUrl(value) !== undefined,
      'must be an absolute http or https address without a query',
    )
    .transform((value) => parseBaseUrl(value))
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(
      /^(sqlite:|postgres(ql)?:\/\/)./,
      'must be sqlite: and a path, or postgres:// and the address of a database',
    )
    .default('sqlite:data/nashra.sqlite'),
  CONFIG_DIR: z.string().optional(),
  FEEDS_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
  TRUST_PROXY: z
    .string()
    .refine(
      (value) => parseTrustedProxies(value) !== undefined,
      'must be a number of proxies, or their addresses or networks parted by commas, such as 1 or 10.0.0.0/8',
    )
    .optional(),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  // RFC 6750 §2.1, and what can stand in a header at all.
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
    .optional(),
  MAX_CONNECTIONS: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, 'must be a whole number from 1')
    .transform(Number)
    .default(serverLimits.connections),
  WORKERS: z
    .string()
    .regex(/^(?:[1-9]|[1-5]\d|6[0-4])$/, 'must be a whole number from 1 to 64')
    .transform(Number)
    .default(1),
});

/**
 * An empty variable counts as absent. Folders that are not there fall back on those that ship with the program.
 * @throws NashraError `config_invalid` naming every fault
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const filled = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(filled);
  if (!result.success) {
    const faults = result.error.issues.map(
      (issue) => `environment: ${String(issue.path[0])} ${issue.message}`,
    );
    throw new NashraError('config_invalid', faults.join('\n'));
  }
  const { data } = result;
  return {
    port: data.PORT,
    host: data.HOST,
    baseUrl: data.BASE_URL,
    databaseUrl: data.DATABASE_URL,
    configDir: data.CONFIG_DIR ?? hereOrShipped('config'),
    feedsDir: data.FEEDS_DIR ?? hereOrShipped('feeds'),
    logLevel: data.LOG_LEVEL,
    trustProxy: data.TRUST_PROXY,
    metricsPort: data.METRICS_PORT,
    metricsHost: data.METRICS_HOST,
    metricsToken: data.METRICS_TOKEN,
    maxConnections: data.MAX_CONNECTIONS,
    workers: data.WORKERS,
  };
}

/** The folder of that name in the working folder or, where there is none, the one that ships with the program. */
export function hereOrShipped(folder: 'config' | 'feeds'): string {
  const shipped = fileURLToPath(new URL(`../${folder}`, import.meta.url));
  return existsSync(path.resolve(folder)) ? path.resolve(folder) : shipped;
}
