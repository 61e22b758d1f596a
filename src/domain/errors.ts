/** Every way in which Nashra says no. The codes are stable: programs may rely on them. */
export const errorCodes = [
  'config_invalid',
  'not_found',
  'gone',
  'method_not_allowed',
  'bad_request',
  'unauthorized',
  'too_many_requests',
  'empty_article',
  'article_too_large',
  'encoding_unknown',
  'text_garbled',
  'text_reversed',
  'format_unsupported',
  'document_damaged',
  'document_too_large',
  'document_locked',
  'document_unsupported',
  'front_matter_invalid',
  'article_draft',
  'no_text',
  'no_article_in_page',
  'text_malformed',
  'json_malformed',
  'article_malformed',
  'article_withheld',
  'article_embargoed',
  'article_expired',
  'expiry_invalid',
  'item_withdrawn',
  'feed_malformed',
  'feed_empty',
  'feed_too_large',
  'item_malformed',
  'file_unreadable',
  'file_unwritable',
  'store_unavailable',
  'store_differs',
  'store_full',
  'store_read_only',
  'store_damaged',
  'store_lost',
  'store_in_use',
  'inbox_lost',
  'address_in_use',
  'address_unreachable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorDetails {
  /** File or other origin of the fault. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly cause?: unknown;
}

/** `message` is one sentence for the person concerned, in the channel's language. */
export class NashraError extends Error {
  override readonly name = 'NashraError';
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly line: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.file = details.file;
    this.line = details.line;
  }
}
