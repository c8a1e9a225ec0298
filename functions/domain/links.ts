/**
 * Where links stand in a body: JSON pointers, `*` for every member or element. Inside the gateway a link is a path from `/v1`;
 * whoever is answered gets it below the address that was called.
 */
export type LinkPlaces = readonly string[];

/** The same places in a body that has the other one somewhere. */
export const within = (place: string, links: LinkPlaces): LinkPlaces => links.map((link) => `${place}${link}`);

/** A link as its reader resolves it against the address that was called. Anything else is as it was. */
export const mounted = (link: string, mount: string): string => (link.startsWith('/v1/') ? `${mount}${link}` : link);

/** A body whose links are below `mount`. */
export const withMount = (body: unknown, mount: string, links: LinkPlaces): unknown =>
  mount === '' ? body : links.reduce((part, link) => mountedAt(part, link.split('/').slice(1), mount), body);

const mountedAt = (part: unknown, [name, ...rest]: readonly string[], mount: string): unknown => {
  if (name === undefined) return typeof part === 'string' ? mounted(part, mount) : part;
  if (typeof part !== 'object' || part === null) return part;
  if (name !== '*') return Object.hasOwn(part, name) ? replaced(part, name, rest, mount) : part;
  if (Array.isArray(part)) return part.map((element) => mountedAt(element, rest, mount));
  return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, mountedAt(member, rest, mount)]));
};

const replaced = (part: object, name: string, rest: readonly string[], mount: string): object => ({
  ...part,
  [name]: mountedAt((part as Record<string, unknown>)[name], rest, mount),
});
