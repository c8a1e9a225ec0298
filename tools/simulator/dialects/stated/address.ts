import { jsonPointer, textAt } from '#domain/json/json-pointer';
import { constantsOf, valuesIn, valuesInPath } from '../template';
import type { StatedOperation } from './stated-operation';

/** What paths of a tenant’s hosts begin with at the simulator. */
export const statedBase = '/stated';

/** Where the simulator plays a host that a tenant states. */
export const atSimulator = (simulatorUrl: string, baseUrl: string): string => {
  const { host, pathname } = new URL(baseUrl);
  return `${simulatorUrl}${statedBase}/${host}${pathname}`.replace(/\/$/, '');
};

type Address = Pick<StatedOperation['binding'], 'baseUrl' | 'method' | 'path' | 'bodyMembers' | 'queryNames'>;

/** One address of an operation. */
export interface Served {
  one: StatedOperation;
  address: Address;
}

/** Every address at which operations are served, the most particular first. */
export const servedAt = (operations: readonly StatedOperation[]): Served[] =>
  operations
    .flatMap((one) => [...(one.binding.addresses ?? []), one.binding].map((address) => ({ one, address })))
    .toSorted((a, b) => constantsOf(b.address.path) - constantsOf(a.address.path) || namedBy(b) - namedBy(a));

const namedBy = ({ address: { bodyMembers = {} } }: Served): number =>
  Object.values(bodyMembers).reduce((sum, template) => sum + constantsOf(template), 0);

/** A call as it is read from the wire. */
export interface Asked {
  method: string;
  url: URL;
  /** Undefined when there is none, or no JSON. */
  body: unknown;
}

export const isPathOf = ({ address }: Served, { url }: Asked): boolean => inPath(address, url) !== undefined;

/** The parameters of a call that is made at an address, by the operation’s names; undefined of a call for anything else. */
export const parametersAt = ({ address }: Served, { method, url, body }: Asked): Record<string, string> | undefined => {
  const { queryNames = {}, bodyMembers = {}, path } = address;
  if (method !== address.method) return undefined;
  const given = Object.fromEntries(url.searchParams);
  const stated = [...new URLSearchParams(path.split('?')[1])];
  const ownNames = new Map(Object.entries(queryNames).map(([own, theirs]) => [theirs, own]));
  const others = Object.entries(given).filter(([name]) => !stated.some(([other]) => other === name));
  return together([
    inPath(address, url),
    ...stated.map(([name, template]) => valuesIn(template, given[name] ?? '')),
    ...(method === 'GET' ? [] : Object.entries(bodyMembers)).map(([name, template]) =>
      valuesIn(template, textAt(body, jsonPointer([name])) ?? ''),
    ),
    Object.fromEntries(others.map(([name, value]) => [ownNames.get(name) ?? name, value])),
  ]);
};

const inPath = ({ baseUrl, path }: Address, { pathname }: URL): Record<string, string> | undefined =>
  valuesInPath(`${atSimulator('', baseUrl)}${path.split('?')[0] ?? ''}`, pathname);

const together = (parts: readonly (Record<string, string> | undefined)[]): Record<string, string> | undefined => {
  const found = parts.filter((part) => part !== undefined);
  return found.length === parts.length
    ? found.reduce<Record<string, string>>((all, part) => ({ ...all, ...part }), {})
    : undefined;
};
