import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import type { HeaderPolicy } from '../publish/document-parts.ts';
import type { HeaderBlock } from '../publish/representation.ts';
import { stylesheet } from '../render/pages/style.ts';

/** `next` as Express calls it. */
type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** What a cross-origin script may send and read of a feed; `If-None-Match` makes browsers ask first. */
export const corsPreflight: HeaderBlock = [
  'Access-Control-Allow-Origin',
  '*',
  'Access-Control-Allow-Methods',
  'GET, HEAD',
  'Access-Control-Allow-Headers',
  'If-None-Match, If-Modified-Since, Cache-Control, A-IM',
  'Access-Control-Max-Age',
  '86400',
];

const cors: HeaderBlock = ['Access-Control-Allow-Origin', '*'];

// A script that reads a 304 itself has sent the validators of which it tells.
const exposed: HeaderBlock = ['Access-Control-Expose-Headers', 'ETag, Last-Modified, Link, IM'];

/** Security headers for documents that leave prepared; those of pages are the same that helmet sets on everything else. */
export function headerPolicy(): HeaderPolicy {
  return { page: writtenBy(securityHeaders), program: [...exposed, ...writtenBy(programHeaders)], cors };
}

/**
 * For the answers that are not prepared: redirects, errors, health. Nothing is written on a request that is passed
 * on, since a site that Nashra is mounted in has a policy of its own.
 */
export function writeSecurityHeaders(request: IncomingMessage, response: ServerResponse): void {
  securityHeaders(request, response, () => undefined);
}

const closed = {
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

const securityHeaders: Middleware = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: [`'sha256-${createHash('sha256').update(stylesheet).digest('base64')}'`],
      imgSrc: ["'self'", 'data:', 'https:'],
      mediaSrc: ["'self'", 'https:'],
      ...closed,
    },
  },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  // Binds a whole domain for a year: for whoever runs it to say, not for a feed on it.
  strictTransportSecurity: false,
});

/**
 * Pollers pay for every field of every answer, so a feed carries those that mean something where no page is shown: it
 * runs and loads nothing, is what its type says, and has nothing to protect from being fetched by everybody.
 */
const programHeaders: Middleware = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], ...closed } },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

// Run once against a response that only takes notes: prepared header blocks then hold what helmet decides.
function writtenBy(middleware: Middleware): HeaderBlock {
  const written: string[] = [];
  const notes = {
    setHeader: (name: string, value: string) => written.push(name, value),
    removeHeader: () => undefined,
  };
  middleware({} as IncomingMessage, notes as unknown as ServerResponse, () => undefined);
  return written;
}
