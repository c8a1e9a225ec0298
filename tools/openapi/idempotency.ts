import type { Operation } from '#operations/define-operation';
import type { JsonObject } from './json-schema';

/** Whether the gateway keeps its word on `Idempotency-Key` yet. Until it does, the document does not speak of it. */
export const idempotencyIsServed = (): boolean => false;

/** The header of a write; none of a read. */
export const idempotencyParameters = ({ idempotency }: Operation): JsonObject[] => {
  if (!idempotencyIsServed() || idempotency === 'safe') return [];
  const isRequired = idempotency === 'required';
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: isRequired,
      description: isRequired
        ? 'Names this write. Sent again with the same key, it is not carried out again.'
        : 'Names this write, so that sending it again gives the same answer. May be left out: AT&T would carry it out to the same end.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  ];
};
