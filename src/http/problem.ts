import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Site } from '../domain/channel.ts';
import { type ErrorCode, NashraError } from '../domain/errors.ts';
import { type Sentence, sentenceIn } from '../domain/sentence.ts';
import { sharedFreshness } from '../publish/document-parts.ts';
import type { Said } from '../publish/farewell.ts';
import { renderErrorPage } from '../render/pages/error-page.ts';
import { storeFaultOf } from '../store/store-fault.ts';
import { writeSecurityHeaders } from './headers.ts';
import type { PollerDesk } from './poller-desk.ts';

/** Every code that HTTP can answer with; the others belong to commands and are a fault of ours here. */
const statusByCode: Partial<Readonly<Record<ErrorCode, number>>> = {
  not_found: 404,
  gone: 410,
  method_not_allowed: 405,
  bad_request: 400,
  unauthorized: 401,
  store_unavailable: 503,
};

const sentences = {
  not_found: { ar: 'لا شيء تحت هذا العنوان.', en: 'There is nothing at this address.' },
  gone: { ar: 'لم تعد هذه المادة منشورة.', en: 'This story is no longer published.' },
  method_not_allowed: {
    ar: 'هذا العنوان للقراءة فقط.',
    en: 'This address can only be read.',
  },
  bad_request: { ar: 'العنوان المطلوب غير صحيح.', en: 'The requested address is malformed.' },
  unauthorized: {
    ar: 'هذه الصفحة لمشغّل الخادم، ولا تُفتح إلا برمزه.',
    en: 'This page is for the operator, and opens with the token only.',
  },
  store_unavailable: {
    ar: 'تعذّر الوصول إلى الأخبار الآن، حاول بعد قليل.',
    en: 'The news cannot be reached right now; try again shortly.',
  },
  internal: { ar: 'وقع خطأ عندنا، حاول بعد قليل.', en: 'Something went wrong here; try again shortly.' },
} as const satisfies Partial<Record<ErrorCode, Sentence>>;

type HttpCode = keyof typeof sentences;

/** What is said stands for the sentence of the code. */
export type SendProblem = (request: Request, response: Response, code: HttpCode, said?: Said) => void;

/** What a browser is shown, without the answer around it. */
export function errorPageOf(site: Site, code: HttpCode, said?: Said): string {
  const { status, channel, message } = spoken(site, code, said);
  return renderErrorPage(site, { status, code, message }, channel);
}

function spoken(site: Site, code: HttpCode, said: Said | undefined) {
  const channel = said?.channel ?? site.channels.find(({ id }) => id === site.defaultChannelId);
  const language = channel?.language ?? 'ar';
  const message = said?.message ?? sentenceIn(language, sentences[code]);
  return { status: statusByCode[code] ?? 500, channel, language, message };
}

/** RFC 9457 problem documents for programs, a page for a browser; in the newsroom's language unless a channel speaks. */
export function createProblemSender(site: Site, observe: PollerDesk['observe']): SendProblem {
  return (request, response, code, said) => {
    const { status, language, message } = spoken(site, code, said);
    writeSecurityHeaders(request, response);
    const send = (mediaType: string, content: string) => {
      observe(request, status, request.method === 'HEAD' ? 0 : Buffer.byteLength(content), 'problem');
      response.type(mediaType).send(content);
    };
    response.status(status).set('Cache-Control', freshnessOf(code)).vary('Accept');
    response.set('Content-Language', language);
    if (request.accepts(['application/problem+json', 'text/html']) === 'text/html') {
      send('text/html', errorPageOf(site, code, said));
      return;
    }
    const problem = { type: 'about:blank', title: STATUS_CODES[status], status, detail: message, code };
    send('application/problem+json', JSON.stringify(problem));
  };
}

/** What was withdrawn stays so, and the answer must take the place of the page in every cache that has it. */
function freshnessOf(code: HttpCode): string {
  return code === 'gone' ? sharedFreshness : 'no-store';
}

export type OnError = (error: unknown, request: Request) => void;

export function createErrorHandler(sendProblem: SendProblem, onError: OnError): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const code = codeOf(error);
    if (code === 'internal' || code === 'store_unavailable') onError(error, request);
    sendProblem(request, response, code);
  };
}

export function createMethodGuard(sendProblem: SendProblem, allow: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', allow);
    sendProblem(request, response, 'method_not_allowed');
  };
}

function codeOf(error: unknown): HttpCode {
  if (storeFaultOf(error) !== undefined) return 'store_unavailable';
  if (error instanceof NashraError) return error.code in sentences ? (error.code as HttpCode) : 'internal';
  // What Express's router throws for a path that is no valid percent-encoding.
  const status = (error as { status?: unknown }).status;
  return status === 400 ? 'bad_request' : 'internal';
}
