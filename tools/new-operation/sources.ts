import type { PolledRead } from '#domain/define-operation';
import { families, type NewOperation } from './options';

/** What a person still has to write. The definitions test refuses it. */
export const toBeWritten = 'To be written';

/** `request-port-in` as `requestPortIn`; ids of orders without their family. */
export const nameOf = (id: string): string =>
  id.replace(/^(apex|alliance)-/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The member of the body by which the polled read finds what the write began; undefined where AT&T gives the id. */
const orderIdOf = ({ order }: PolledRead): 'quoteId' | 'orderId' | 'subOrderId' | undefined => {
  if (!order) return undefined;
  if (order.quoteIdAt) return 'quoteId';
  return order.orderIdAt ? 'orderId' : 'subOrderId';
};

interface Parts {
  parameters: string[];
  orderId: string | undefined;
  hasBody: boolean;
}

const partsOf = ({ path, method, polledBy }: NewOperation): Parts => ({
  parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  orderId: polledBy && orderIdOf(polledBy),
  hasBody: method !== 'GET' && method !== 'DELETE',
});

const requestSource = ({ parameters, orderId, hasBody }: Parts): string => {
  const path = parameters.map((name) => `${name}: z.string().min(1)`).join(', ');
  const body = orderId === undefined ? 'z.looseObject({})' : `z.looseObject({ ${orderId}: z.string().min(1) })`;
  return [
    ...(parameters.length > 0 ? [`path: z.object({ ${path} })`] : []),
    ...(hasBody ? [`body: ${body}`] : []),
  ].join(', ');
};

const trackingSource = ({ polledBy }: NewOperation, { orderId }: Parts): string => {
  if (!polledBy) return '';
  const { longRunning, order } = polledBy;
  const rule = longRunning
    ? `  longRunning: { kind: '${longRunning.kind}', step: 'open' },\n`
    : `  order: { program: '${order?.program ?? ''}', ${orderId ?? ''}At: '/body/${orderId ?? ''}' },\n`;
  return `${rule}  polledBy: ${nameOf(polledBy.id)},\n`;
};

const lostAnswerSource = `  notReadBack: '${toBeWritten}: why no read shows what a lost answer made; or \`readBack\` in its place.',
`;

/** `operation.ts`: compiles, and says in places what is still to be written. */
export const operationSource = (wanted: NewOperation): string => {
  const { id, family, method, path, isWrite, polledBy } = wanted;
  const parts = partsOf(wanted);
  const scope = `${family === 'mobility' ? 'mobility' : 'ordering'}:${isWrite ? 'write' : 'read'}`;
  const idAt = polledBy?.longRunning ? (polledBy.binding.idAt ?? '/id') : '/id';
  const answerId = idAt.slice(1);
  const imports = [
    `import * as z from 'zod';`,
    `import { presentId } from '#operations/shared/answers';`,
    `import { defineOperation } from '#domain/define-operation';`,
    ...(polledBy
      ? [`import { operation as ${nameOf(polledBy.id)} } from '#operations/${polledBy.id}/operation';`]
      : []),
  ].join('\n');
  return `${imports}

export const operation = defineOperation({
  id: '${id}',
  family: '${family}',
  scope: '${scope}',
  summary: '${toBeWritten}: ${id}',
  description: '${toBeWritten}: what it does at AT&T, and what is odd about it.',
  impact: '${toBeWritten}: what partners cannot do while it fails.',
  method: '${method}',
  path: '${path}',
  request: { ${requestSource(parts)} },
  response: z.looseObject({ ${answerId}: z.string() }),
  binding: {
    domain: '${families[family].domain}',
    method: '${method}',
    path: '/${id}${parts.parameters.map((name) => `/{${name}}`).join('')}',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source: '${toBeWritten}: where method and path are from. Host: not published by AT&T.',
    idAt: '${idAt}',
  },
  success: { done: z.object({ ${answerId}: presentId }) },
  idempotency: '${isWrite ? 'required' : 'safe'}',
${isWrite ? lostAnswerSource : ''}${trackingSource(wanted, parts)}});
`;
};

export const examplesSource = (wanted: NewOperation): string => {
  const { id, polledBy } = wanted;
  const { parameters, orderId, hasBody } = partsOf(wanted);
  const answerId = (polledBy?.longRunning ? (polledBy.binding.idAt ?? '/id') : '/id').slice(1);
  const request = [
    ...(parameters.length > 0 ? [`path: { ${parameters.map((name) => `${name}: 'A1'`).join(', ')} }`] : []),
    ...(hasBody ? [`body: { ${orderId === undefined ? '' : `${orderId}: '8010dx000ABCDE'`} }`] : []),
  ].join(', ');
  return `import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/${id}/operation';

export const documented = defineExamples(operation, [
  {
    name: '${toBeWritten}: what the example shows',
    provenance: 'assumed',
    request: { ${request} },
    answer: { status: 200, body: { ${answerId}: 'A1' } },
  },
]);
`;
};
