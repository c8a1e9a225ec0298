import { header, type GatewayEvent } from '#api/gateway-event';
import { bulkCallOf } from '#api/caller';
import { Problem } from '#domain/problems/problems';
import type { WriteKey } from '#requests/request-record';

const keyHeader = 'idempotency-key';
const wellFormedKey = /^[\x21-\x7e]{1,255}$/;

/** The caller’s `Idempotency-Key`, if any. @throws Problem `invalid-request` for a malformed one */
export const idempotencyKeyOf = (event: GatewayEvent): string | undefined => {
  const key = header(event, keyHeader);
  if (key === undefined || key === '') return undefined;
  if (wellFormedKey.test(key)) return key;
  const detail = 'must be 1 to 255 printable ASCII characters without spaces';
  throw new Problem('invalid-request', { errors: [{ parameter: `header ${keyHeader}`, detail }] });
};

/**
 * What a write is known by: the call of a bulk write it is, or else the caller’s `Idempotency-Key`, if any.
 * @throws Problem `invalid-request` for a malformed one
 */
export const writeKeyOf = (event: GatewayEvent): WriteKey | undefined => bulkCallOf(event) ?? idempotencyKeyOf(event);

/** The caller’s `Idempotency-Key`, where one has to be sent. @throws Problem `idempotency-key-required`, `invalid-request` */
export const requiredIdempotencyKeyOf = (event: GatewayEvent): string => {
  const key = idempotencyKeyOf(event);
  if (key === undefined) throw new Problem('idempotency-key-required');
  return key;
};

/** @throws Problem `invalid-request` when one is sent where it would be passed over: a repeat is carried out again */
export const refuseIdempotencyKey = (event: GatewayEvent): void => {
  if (header(event, keyHeader) === undefined) return;
  const detail = 'is not heeded here: each call is carried out. Leave it out';
  throw new Problem('invalid-request', { errors: [{ parameter: `header ${keyHeader}`, detail }] });
};
