import { header, type GatewayEvent } from '#runtime/gateway-event';

/** Whether the caller only wants to know if the call would be sound: `Prefer: handling=validate` or `?validate=true`. */
export const isValidateOnly = (event: GatewayEvent): boolean =>
  event.queryStringParameters?.['validate'] === 'true' || /\bhandling=validate\b/i.test(header(event, 'prefer') ?? '');
