import { attEnvironmentOf, hostnameOf } from '#att/hosts';
import type { Tenant } from './tenant';

const other = { uat: 'production', production: 'uat' } as const;

/** Where a tenant’s credentials would go to a host of another environment, or to one nobody has stated the environment of. */
export const hostMistakes = ({
  environment,
  hosts,
  bindings,
}: Pick<Tenant, 'environment' | 'hosts' | 'bindings'>): string[] => [
  ...(['uat', 'production'] as const).flatMap((named) =>
    hosts[named].flatMap((host, index) => {
      const served = attEnvironmentOf(host);
      return served === undefined || served === named
        ? []
        : [`hosts.${named}.${index}: ${host} is a ${served} host of AT&T`];
    }),
  ),
  ...hosts.uat.flatMap((host, index) =>
    hosts.production.includes(host) ? [`hosts.uat.${index}: ${host} is stated for production too`] : [],
  ),
  ...Object.entries(bindings).flatMap(([id, { baseUrl, addresses = [] }]) =>
    [
      { at: 'baseUrl', url: baseUrl },
      ...addresses.map((one, index) => ({ at: `addresses.${index}.baseUrl`, url: one.baseUrl })),
    ].flatMap(({ at, url }) => {
      const mistake = url === undefined ? undefined : mistakeOf(hostnameOf(url), id, { environment, hosts });
      return mistake === undefined ? [] : [`bindings.${id}.${at}: ${mistake}`];
    }),
  ),
];

const mistakeOf = (
  host: string,
  operationId: string,
  { environment, hosts }: Pick<Tenant, 'environment' | 'hosts'>,
): string | undefined => {
  const served = attEnvironmentOf(host, operationId);
  if (served === environment || (served === undefined && hosts[environment].includes(host))) return undefined;
  if (served !== undefined) return `${host} is a ${served} host of AT&T, this tenant’s environment is ${environment}`;
  if (hosts[other[environment]].includes(host))
    return `${host} is stated for ${other[environment]}, this tenant’s environment is ${environment}`;
  return `${host} is not known. If it leads to AT&T’s ${environment}, list it in \`hosts.${environment}\` of the tenant file`;
};

/** Hosts that one tenant’s file states for an environment and another’s for the other one. */
export const contradictions = (
  own: Tenant['hosts'],
  others: readonly { file: string; hosts: Tenant['hosts'] }[],
): string[] =>
  others.flatMap(({ file, hosts }) =>
    (['uat', 'production'] as const).flatMap((environment) =>
      own[environment].flatMap((host, index) =>
        hosts[other[environment]].includes(host)
          ? [`hosts.${environment}.${index}: ${host} is stated for ${other[environment]} by ${file}`]
          : [],
      ),
    ),
  );
