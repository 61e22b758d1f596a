import type { ErrorCode } from '../domain/errors.ts';

/** sysexits.h. */
export const exitCodes = {
  usage: 64,
  dataError: 65,
  noInput: 66,
  unavailable: 69,
  software: 70,
  cannotCreate: 73,
  config: 78,
} as const;

/** Every code of domain/errors that a command can end with. */
export function exitCodeOf(code: ErrorCode): number {
  switch (code) {
    case 'config_invalid':
      return exitCodes.config;
    case 'file_unreadable':
      return exitCodes.noInput;
    case 'file_unwritable':
      return exitCodes.cannotCreate;
    case 'store_unavailable':
    case 'store_full':
    case 'store_read_only':
    case 'store_lost':
    case 'store_in_use':
    case 'inbox_lost':
    case 'address_in_use':
    case 'address_unreachable':
      return exitCodes.unavailable;
    case 'internal':
      return exitCodes.software;
    default:
      return exitCodes.dataError;
  }
}
