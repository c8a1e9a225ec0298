import { header, type GatewayEvent } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';

/**
 * Whether the caller only wants to know if the call would be sound: `Prefer: handling=validate` or `?validate=true`.
 * @throws Problem `invalid-request` for another word, because whoever asks to validate must not have it carried out
 */
export const isValidateOnly = (event: GatewayEvent): boolean => {
  const stated = event.queryStringParameters?.['validate'];
  if (stated !== undefined && stated !== 'true' && stated !== 'false') {
    throw new Problem('invalid-request', {
      errors: [{ parameter: 'query validate', detail: 'must be `true` or `false`' }],
    });
  }
  return stated === 'true' || /\bhandling=validate\b/i.test(header(event, 'prefer') ?? '');
};
