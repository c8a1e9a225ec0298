import type { GatewayEvent } from '#api/gateway-event';
import { isJson, mediaTypeOf } from '#api/media-type';
import { withoutByteOrderMark } from '#domain/byte-order-mark';
import { parseJson, type JsonBody } from '#domain/json/parse-json';
import { Problem } from '#domain/problems/problems';

/** Far above any documented body, far below what API Gateway and Lambda would carry. */
export const maximumBodyBytes = 1_048_576;

/** The body as the caller has it, and read. @throws Problem `invalid-json`, `invalid-request`, `request-too-large`, `unsupported-media-type` */
export const bodyOf = (event: GatewayEvent): JsonBody => {
  const given = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64') : (event.body ?? '');
  const size = Buffer.byteLength(given);
  if (size > maximumBodyBytes) throw new Problem('request-too-large');
  if (size === 0) {
    throw new Problem('invalid-request', { errors: [{ pointer: '', detail: 'is required: the body is empty' }] });
  }
  const type = mediaTypeOf(event);
  if (type && !isJson(type)) throw new Problem('unsupported-media-type');
  const text = typeof given === 'string' ? wellFormed(given) : utf8Of(given);
  if (text === undefined) throw new Problem('invalid-json', { detail: 'The body is not encoded in UTF-8.' });
  return parseJson(text);
};

/**
 * Bytes as text, without a byte order mark. Whoever hands them on as text, as API Gateway does, has put a replacement character where they are not
 * UTF-8; it would reach AT&T in the place of a letter. Undefined for what is not, or was not, UTF-8.
 */
export const utf8Of = (bytes: Buffer): string | undefined => {
  const text = decoder.decode(bytes);
  return text.includes('\uFFFD') ? undefined : text;
};

const decoder = new TextDecoder('utf-8');

/** The same of what came as text. */
const wellFormed = (text: string): string | undefined =>
  text.isWellFormed() && !text.includes('\uFFFD') ? withoutByteOrderMark(text) : undefined;
