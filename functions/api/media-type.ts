import { header, type GatewayEvent } from '#api/gateway-event';
import { elementsIn, headerElements, type HeaderElement } from '#api/header-list';
import { remembered } from '#domain/remembered';
import { Problem } from '#domain/problems/problems';

/**
 * What the body is: its media type in lower case as `name`, and the type’s parameters. Undefined when nothing is said.
 * @throws Problem `unsupported-media-type` for a body that is compressed, or text in another encoding than UTF-8
 */
export const mediaTypeOf = (event: GatewayEvent): HeaderElement | undefined => {
  const encoding = headerElements(event, 'content-encoding').find(({ name }) => name !== 'identity');
  if (encoding) {
    throw new Problem('unsupported-media-type', {
      detail: `The body is encoded as \`${encoding.name}\`.`,
      hint: 'Send the body as it is, without `Content-Encoding`.',
    });
  }
  const stated = header(event, 'content-type');
  if (stated === undefined) return undefined;
  const type = statedType(stated);
  if (type === 'unsupported') throw new Problem('unsupported-media-type');
  return type;
};

/** Callers name few. */
const statedType = remembered((stated): HeaderElement | 'unsupported' => {
  const [type, ...others] = elementsIn(stated) ?? [];
  const charset = type?.parameters.find(({ name }) => name === 'charset')?.value?.toLowerCase() ?? 'utf-8';
  return !type || others.length > 0 || charset !== 'utf-8' ? 'unsupported' : type;
});

/** Whatever else the type’s parameters say, such as `odata=verbose`, a JSON document is read the same. */
export const isJson = ({ name, value }: HeaderElement): boolean =>
  value === undefined && /^application\/(?:[\w.-]+\+)?json$/.test(name);
