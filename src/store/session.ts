import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export type Store = Kysely<Schema>;

/** A store or a transaction on it. */
export type Session = Kysely<Schema> | Transaction<Schema>;
