import type { Operation } from '#domain/define-operation';
import { operations } from '#operations/registry';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from './tenant';

/** A table for people: which operations reach AT&T in this deployment, and what is missing for the others. */
export const describeBindings = (
  { tenant, environment, bindings: stated }: Pick<Tenant, 'tenant' | 'environment' | 'bindings'>,
  bindings: Record<string, ResolvedBinding>,
  simulatorUrl?: string,
): string => {
  const rows = operations.map((operation) => rowOf(operation, bindings[operation.id], stated[operation.id]));
  const bound = rows.filter(({ isBound }) => isBound);
  const unbound = rows.filter(({ isBound }) => !isBound);
  const width = Math.max(...rows.map(({ id }) => id.length));
  const lines = (group: Row[]) => group.map(({ id, text }) => `  ${id.padEnd(width)}  ${text}`);
  const target = simulatorUrl === undefined ? `AT&T ${environment}` : `the simulator at ${simulatorUrl}`;
  return [
    `Tenant ${tenant}, talking to ${target}.`,
    `Bound operations: ${bound.length}`,
    ...lines(bound),
    `Unbound operations, which answer 501 \`operation-not-bound\`: ${unbound.length}`,
    ...lines(unbound),
  ].join('\n');
};

interface Row {
  id: string;
  isBound: boolean;
  text: string;
}

type Stated = Tenant['bindings'][string] | undefined;

const rowOf = ({ id, binding }: Operation, resolved: ResolvedBinding | undefined, stated: Stated): Row => {
  const { baseUrl, missing = [] } = resolved ?? {};
  if (baseUrl === undefined) return { id, isBound: false, text: `fill in ${missing.join(', ')} of bindings['${id}']` };
  const host = hostText(binding, baseUrl, stated);
  const path = stated?.path === undefined ? `path ${binding.provenance}` : 'path stated by the tenant';
  return { id, isBound: true, text: `${new URL(baseUrl).host}  (${path}${host}; ${shapeText(binding, stated)})` };
};

/** Nothing where AT&T prints the host for the operation itself. */
const hostText = ({ host, baseUrls }: Operation['binding'], baseUrl: string, stated: Stated): string => {
  if (stated?.baseUrl !== undefined) return ', host stated by the tenant';
  return host !== undefined && Object.values(baseUrls).includes(baseUrl) ? `, host ${host}` : '';
};

/** Whose word there is for the members of request and answer, and how many samples prove it. */
const shapeText = ({ shape }: Operation['binding'], stated: Stated): string => {
  const { request, answer, samples = [] } = stated ?? {};
  if (request === undefined && answer === undefined)
    return shape === undefined ? 'members as AT&T prints them' : 'members not known, passed as they are';
  const proof = samples.length === 1 ? '1 sample' : `${samples.length} samples`;
  return `members stated by the tenant, ${proof}`;
};
