import { headersOf, type GatewayEvent } from '#api/gateway-event';
import { headerElements, type HeaderElement } from '#api/header-list';
import { Problem, type FieldError } from '#domain/problems/problems';

/**
 * Whether the caller only wants to know if a write would be sound: `Prefer: handling=validate` or `?validate=true`.
 * Preferences that have nothing to do with it are left alone, as RFC 7240 has it.
 * @throws Problem `invalid-request` for whatever else looks like that wish, because whoever asks to validate must not have
 * it carried out
 */
export const isValidateOnly = (event: GatewayEvent): boolean => {
  const wishes = headerElements(event, 'prefer').filter(isAboutValidation);
  const isPreferred = wishes.some(isForValidation);
  const stated = event.queryStringParameters?.['validate'];
  const errors: FieldError[] = [
    ...(wishes.every(isPreferred ? isForValidation : isRegistered) ? [] : [{ parameter: 'header prefer', detail }]),
    ...strangeHeaders(event),
    ...(stated === undefined || stated === 'true' || stated === 'false'
      ? []
      : [{ parameter: 'query validate', detail: 'must be `true` or `false`' }]),
  ];
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return isPreferred || stated === 'true';
};

const detail = 'must be `handling=validate` to have the call only checked; nothing was done';

const isAboutValidation = ({ name, value, parameters }: HeaderElement): boolean =>
  [{ name, value }, ...parameters].some((pair) =>
    /valid|dry.?run|simulat|handling/i.test(`${pair.name}=${pair.value}`),
  );

const isForValidation = ({ name, value }: HeaderElement): boolean =>
  name === 'handling' && value?.toLowerCase() === 'validate';

/** What RFC 7240 itself has for `handling`. */
const isRegistered = ({ name, value }: HeaderElement): boolean =>
  name === 'handling' && (value === 'strict' || value === 'lenient');

/** Other gateways’ headers for the same wish. */
const strangeHeaders = (event: GatewayEvent): FieldError[] =>
  [...headersOf(event).keys()]
    .filter((name) => /^(?:x-)?(?:dry-?run|simulate|validate|validate-?only|validation)$/.test(name))
    .map((name) => ({ parameter: `header ${name}`, detail: 'is not known here; send `Prefer: handling=validate`' }));
