import { randomUUID } from 'node:crypto';
import type { Operation } from '#domain/define-operation';
import { examplesOf, operationById, operations } from '#operations/registry';
import type { Stage } from './stage';

/** A call that does something here, to paste into a shell. */
export interface SampleCall {
  /** What it is, after “Try”. */
  name: string;
  method: string;
  /** Of the gateway, parameters filled in. */
  path: string;
  headers: Record<string, string>;
  body: string;
}

const published = 'alliance-look-up-end-customer';

/** The first sample of the tenant’s that means done, else AT&T’s published one; undefined where the tenant binds neither. */
export const sampleCallOf = ({ tenant, bindings }: Stage): SampleCall | undefined => {
  for (const operation of operations) {
    const { samples = [] } = tenant.bindings[operation.id] ?? {};
    const sample = samples.find(({ means, body }) => means === 'done' && body !== undefined);
    if (sample)
      return callOf(
        operation,
        `the sample “${sample.name}” of ${operation.id}`,
        fromRoute(operation, sample),
        sample.body,
      );
  }
  const families = tenant.solutionProviders.flatMap((one) => one.families);
  const operation = operationById(published);
  if (!families.includes(operation.family) || bindings('http://127.0.0.1')[published]?.baseUrl === undefined)
    return undefined;
  const [{ request }] = examplesOf[published];
  return callOf(operation, 'AT&T’s published sample', operation.path, request.body);
};

const fromRoute = ({ path: route }: Operation, { path, query }: { path: object; query: object }): string => {
  const filled = Object.entries(path).reduce<string>(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))),
    route,
  );
  const asked = new URLSearchParams(Object.entries(query)).toString();
  return asked === '' ? filled : `${filled}?${asked}`;
};

const callOf = (operation: Operation, name: string, path: string, body: unknown): SampleCall => ({
  ...{ name, method: operation.method, path, body: JSON.stringify(body) },
  headers: {
    'content-type': 'application/json',
    ...(operation.idempotency === 'safe' ? {} : { 'idempotency-key': randomUUID() }),
  },
});
