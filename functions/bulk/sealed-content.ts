import * as z from 'zod';
import type { BulkCall } from '#bulk/bulk-call';
import type { CallContent } from '#bulk/call-content';
import type { Cipher, Sealed } from '#platform/data-keys/cipher';

const contentSchema = z.object({ pathParameters: z.record(z.string(), z.string()), body: z.string().optional() });

/** What is sealed for one call cannot be opened as another’s. */
const placeOf = (bulkId: string, number: number): string => `${bulkId} ${number}`;

/** What a call is made of, as it may be stored. @throws Problem `service-unavailable` */
export const sealContent = (
  cipher: Cipher,
  bulkId: string,
  number: number,
  { pathParameters, body }: CallContent,
): Promise<Sealed> => cipher.seal(JSON.stringify({ pathParameters, body }), placeOf(bulkId, number));

/** @throws Problem `service-unavailable`; Error when there is nothing, or it is not this call’s */
export const openContent = async (
  cipher: Cipher,
  bulkId: string,
  { number, sealed, keyId = '' }: BulkCall,
): Promise<CallContent> => {
  if (!sealed) throw new Error('The call has no content.');
  const { pathParameters, body } = contentSchema.parse(
    JSON.parse(await cipher.open({ sealed, keyId }, placeOf(bulkId, number))),
  );
  return { pathParameters, ...(body !== undefined && { body }) };
};
