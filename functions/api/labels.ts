import { customerReference, metadata, type Labels } from '#domain/labels';
import { Problem, type FieldError } from '#domain/problems/problems';
import { header, headerLines, type GatewayEvent } from '#api/gateway-event';
import { headerElements } from '#api/header-list';

const referenceHeader = 'x-customer-reference';
const metadataHeader = 'x-metadata';

/**
 * What a caller wants something to be known by: `x-customer-reference`, and `x-metadata: shop="Berlin 3", ticket=4711`.
 * @throws Problem `invalid-request` for what is malformed or more than may be
 */
export const labelsOf = (event: GatewayEvent): Labels => {
  const reference = header(event, referenceHeader);
  const isDescribed = headerLines(event, metadataHeader).length > 0;
  if (reference === undefined && !isDescribed) return {};
  const errors: FieldError[] = [];
  const take = <T>(
    name: string,
    given: { data?: T; error?: { issues: { path: PropertyKey[]; message: string }[] } },
  ) => {
    for (const { path, message } of given.error?.issues ?? [])
      errors.push({ parameter: `header ${name}`, detail: [...path.map(quoted), message].join(' ') });
    return given.data;
  };
  const labels: Labels = {
    ...(reference !== undefined && {
      customerReference: take(referenceHeader, customerReference().safeParse(reference)),
    }),
    ...(isDescribed && {
      metadata: take(metadataHeader, metadata().safeParse(statedIn(event, errors))),
    }),
  };
  if (errors.length > 0) throw new Problem('invalid-request', { errors });
  return labels;
};

const quoted = (name: PropertyKey): string => `\`${String(name)}\`:`;

/** The texts by name as they stand in the header; what it has besides is refused. */
const statedIn = (event: GatewayEvent, errors: FieldError[]): Record<string, string> => {
  const stated = new Map<string, string>();
  for (const { name, value, parameters } of headerElements(event, metadataHeader)) {
    if (value === undefined || parameters.length > 0 || stated.has(name) || name === '__proto__')
      errors.push({
        parameter: `header ${metadataHeader}`,
        detail: `${quoted(name)} must be once, as \`name="value"\``,
      });
    else stated.set(name, value);
  }
  return Object.fromEntries(stated);
};

/** Headers that say the same. */
export const labelHeaders = ({ customerReference: reference, metadata: texts }: Labels): Record<string, string> => ({
  ...(reference !== undefined && { [referenceHeader]: reference }),
  ...(texts && {
    [metadataHeader]: Object.entries(texts)
      .map(([name, value]) => `${name}="${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`)
      .join(', '),
  }),
});
