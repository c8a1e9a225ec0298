import type { Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import type { ResolvedBinding } from '#platform/resolved-binding';
import { hostMistakes } from './check-hosts';
import { shapeMistakes } from './contract';
import { schemaMistake } from './compile-schema';
import { ConfigurationMistake } from './configuration-mistake';
import { inItsFile } from './contract-files';
import { resolveBindings } from './resolve-bindings';
import type { Tenant } from './tenant';

/**
 * Every operation’s address in a deployment, checked.
 * @throws ConfigurationMistake listing every mistake as `path: reason`
 */
export const checkedBindings = (
  tenant: Pick<Tenant, 'tenant' | 'environment' | 'hosts' | 'bindings' | 'statedIn'>,
  simulatorUrl?: string,
): Record<string, ResolvedBinding> => {
  const bindings = resolveBindings(tenant, simulatorUrl);
  const mistakes = [
    ...simulatorMistakes(tenant, simulatorUrl),
    ...hostMistakes(tenant),
    ...shapeMistakes(tenant),
    ...brokenSchemas(tenant),
    ...requestMistakes(bindings),
    ...collisions(bindings),
  ];
  if (mistakes.length === 0) return bindings;
  const lines = mistakes.map((mistake) => `  ${inItsFile(mistake, tenant.statedIn)}`);
  throw new ConfigurationMistake(`The bindings of ${tenant.tenant} are not usable:\n${lines.join('\n')}`);
};

const brokenSchemas = ({ bindings }: Pick<Tenant, 'bindings'>): string[] =>
  Object.entries(bindings).flatMap(([id, { request }]) => {
    const mistake = typeof request === 'object' && request.schema ? schemaMistake(request.schema) : undefined;
    return mistake === undefined ? [] : [`bindings.${id}.request.schema: ${mistake}`];
  });

/** The functions of a production tenant hold credentials that are good for real orders. */
const simulatorMistakes = ({ environment }: Pick<Tenant, 'environment'>, simulatorUrl?: string): string[] =>
  simulatorUrl !== undefined && environment === 'production'
    ? ['environment: production credentials must not go to a simulator; deploy a tenant of its own with `uat` for that']
    : [];

/** Addresses with which a part of the caller’s request would not reach AT&T, or one would be asked for that no caller gives. */
export const requestMistakes = (bindings: Record<string, ResolvedBinding>): string[] =>
  operations.flatMap((operation: Operation) => {
    const binding = bindings[operation.id];
    if (binding === undefined) return [];
    const addresses = binding.addresses ?? [];
    const parameters = Object.keys({ ...operation.request.path?.shape, ...operation.request.query?.shape });
    return [
      ...addressMistakes(operation, binding),
      ...addresses.flatMap((address, index) => [
        ...(parameters.includes(address.by)
          ? []
          : [`addresses.${index}.by: ${address.by} is no parameter of the operation`]),
        ...addressMistakes(operation, address).map((mistake) => `addresses.${index}.${mistake}`),
      ]),
    ].map((mistake) => `bindings.${operation.id}.${mistake}`);
  });

type Address = Pick<ResolvedBinding, 'method' | 'path' | 'bodyMembers' | 'queryNames'>;

const addressMistakes = (
  { request }: Operation,
  { method, path, bodyMembers = {}, queryNames = {} }: Address,
): string[] => {
  const inPath = Object.keys(request.path?.shape ?? {});
  const given = [...inPath, ...Object.keys(request.query?.shape ?? {})];
  const needed = namesIn(path);
  const used = [...needed, ...Object.values(bodyMembers).flatMap(namesIn)];
  const hasBody = request.body !== undefined || Object.keys(bodyMembers).length > 0;
  return [
    ...needed.filter((name) => !given.includes(name)).map((name) => `path: {${name}} is no parameter of the operation`),
    ...inPath
      .filter((name) => !used.includes(name))
      .map((name) => `path: must name {${name}}, unless a member of bodyMembers does`),
    ...Object.keys(queryNames)
      .filter((name) => !Object.hasOwn(request.query?.shape ?? {}, name))
      .map((name) => `queryNames: ${name} is no query parameter of the operation`),
    ...(request.body?.type === 'array' && Object.keys(bodyMembers).length > 0
      ? ['bodyMembers: the body is a list, which has no members']
      : []),
    ...(method === 'GET' && hasBody ? ['method: a GET carries no body, and the operation has one'] : []),
  ];
};

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

/** Operations AT&T could not tell apart, e.g. APEX order creation and handoff, which only their hosts distinguish. */
export const collisions = (bindings: Record<string, ResolvedBinding>): string[] => {
  const owners = new Map<string, string>();
  return operations.flatMap(({ id }) => {
    const binding = bindings[id];
    if (binding?.baseUrl === undefined) return [];
    return [binding, ...(binding.addresses ?? [])].flatMap((one) => {
      const address = addressOf(one);
      const owner = owners.get(address) ?? id;
      owners.set(address, owner);
      return owner === id
        ? []
        : [
            `bindings.${id}: has the same base URL, method and path as ${owner} (${one.method} ${one.baseUrl ?? ''}${one.path})`,
          ];
    });
  });
};

/** Parameter names do not matter to AT&T; members put into the body do. */
const addressOf = ({
  baseUrl = '',
  method,
  path,
  bodyMembers = {},
}: Address & { baseUrl?: string | undefined }): string =>
  JSON.stringify([
    method,
    new URL(`${baseUrl.replace(/\/+$/, '')}${path}`.replace(/\{[^}]*\}/g, '_')).href,
    Object.entries(bodyMembers).sort(([a], [b]) => a.localeCompare(b)),
  ]);
