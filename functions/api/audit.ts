import type { Operation } from '#domain/define-operation';
import { header, type GatewayEvent } from '#api/gateway-event';
import { Problem, type FieldError } from '#domain/problems/problems';
import type { Audit } from '#requests/call-context';
import type { Settings } from '#platform/settings';

const headers = { actor: { name: 'x-actor', longest: 128 }, reason: { name: 'x-reason', longest: 256 } } as const;

/**
 * Who asks and why, of a call that is sensitive; of any other nothing is read.
 * @throws Problem `invalid-request` for what is malformed, or missing where it has to be said: at AT&T’s production, unless the tenant says otherwise
 */
export const auditOf = (
  { sensitive }: Pick<Operation, 'sensitive'>,
  {
    environment,
    requireActorAndReason = environment === 'production',
  }: Pick<Settings, 'environment' | 'requireActorAndReason'>,
  event: GatewayEvent,
): Audit | undefined => {
  if (!sensitive) return undefined;
  const errors: FieldError[] = [];
  const read = ({ name, longest }: (typeof headers)[keyof typeof headers]): string | undefined => {
    const value = header(event, name)?.trim();
    if (value === undefined || value === '') {
      if (requireActorAndReason) errors.push({ parameter: `header ${name}`, detail: 'is required for this operation' });
      return undefined;
    }
    if (value.length <= longest && /^[\x20-\x7e]+$/.test(value)) return value;
    errors.push({ parameter: `header ${name}`, detail: `must be at most ${longest} printable ASCII characters` });
    return undefined;
  };
  const audit = { actor: read(headers.actor), reason: read(headers.reason) };
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return audit;
};
