import { examplesOf, operationById } from '#operations/registry';
import { wirePartsOf } from '../../example-answers';
import { activations } from '../../behaviours/mobility/activations';
import { pdpBatches } from '../../behaviours/mobility/pdp-batches';
import { portIns } from '../../behaviours/mobility/port-ins';
import type { Kind } from '../../world/sim-world';
import { at, readExactly } from '../members';
import { said } from './answers';
import { tincanOperations } from './operations';
import { tincanPush } from './pushes';
import { toTheirs } from './requests';
import type { TincanOperation } from './tincan-operation';

/** docs/tincan.md: what a carrier gives its partners, for one that does not exist. */
export const tincanReference = (): string =>
  `${[introduction, ...tincanOperations.map(section), ...pushes()].join('\n\n')}\n`;

const section = (one: TincanOperation): string => {
  const operation = operationById(one.id);
  const example = examplesOf[one.id].find((each) => isAskedWith(one, wirePartsOf(operation, each)));
  if (!example) throw new Error(`No example of ${one.id} can be sent to ${one.method} ${one.path}.`);
  const { method, path, bodyText } = toTheirs(one, wirePartsOf(operation, example));
  return [
    `## ${operation.summary}`,
    `\`${method} ${one.path}\`${path === one.path ? '' : `, for example \`${path}\``}`,
    ...(bodyText === '' ? [] : [json(readExactly(bodyText))]),
    'Answer:',
    json(said(one, example.answer).body),
  ].join('\n\n');
};

const pushed = (kind: Kind, key: string): string => {
  const entity = kind.initially()[key];
  const push = tincanPush(
    { change: 'put', kind: kind.name, solutionProvider: '', key, entity },
    '2026-11-05T09:00:00.000+0000',
  );
  return json(readExactly(push?.body ?? ''));
};

const pushes = (): string[] => [
  '## What Tincan tells by itself',
  'Tincan posts a message to the URL you have given it whenever one of these changes, once. Of a port order, since when it is so:',
  pushed(portIns, 'PORT-0000000022'),
  'Of a product order:',
  pushed(activations, 'ACT-0000000003'),
  'Of a batch only that there is news:',
  pushed(pdpBatches, 'PDP-0000000002'),
];

/** Whether a request can be sent there: with one of the keys that path and query take. */
const isAskedWith = ({ request }: TincanOperation, parts: object): boolean => {
  const keys = request.map(([ours]) => ours).filter((_, index) => !request[index]?.[1].startsWith('/body/'));
  return keys.length === 0 || keys.some((ours) => at(parts, ours) !== undefined);
};

const json = (value: unknown): string => ['```json', JSON.stringify(value, null, 2), '```'].join('\n');

const introduction = `# Tincan Mobile: API reference for partners

Tincan Mobile does not exist. This is what a carrier's reference looks like when nothing in it is as the gateway assumes; the [simulator](simulator.md#tincan-mobile-a-second-dialect) serves it, and tests bind the gateway to it.

- Paths are below the base URL you were given. Every call carries your \`X-App-Id\` and \`X-App-Key\`.
- Numbers of port orders, accounts (\`ban\`) and batches have up to 19 digits. Keep them all.
- \`ctn\` is a telephone number: ten digits in a path or a query, \`+1\` before them in a body.
- A write that was well received has \`"errorCode": "0"\` and \`"result": "OK"\`; \`"result": "NOT_OK"\` declines it. A refusal is a \`Fault\`, also with the status 200.
- \`status\` of a port order is \`SUBMITTED\`, \`CARRIER_REVIEW\`, \`FORWARDED\`, \`FOC_RECEIVED\`, \`CUTOVER\`, \`RUNNING_LATE\`, \`PARKED\` or \`PARTLY_DONE\` while it is open, \`RESOLUTION_REQUIRED\` while it waits for a supplement, and \`DONE\`, \`WITHDRAWN\`, \`TURNED_DOWN\` or \`ABANDONED\` in the end.
- \`outcome\` of a withdrawal is \`ACCEPTED\` or \`REFUSED\`.
- \`state\` of a product order is \`QUEUED\` or \`NUMBER_HELD\` while it is open, \`IN_SERVICE\` or \`TURNED_DOWN\` in the end. \`state\` of a line is \`WORKING\`, \`BARRED\` or \`DISCONNECTED\`, of an account \`OPEN\` or \`SHUT\`.
- \`status\` of a batch is \`RUNNING\`, then \`FINISHED\`, \`FINISHED_WITH_ERRORS\` or \`NOTHING_FINISHED\`. The steps of an item are profile, address and network, each \`WAIT\`, \`GO\` or \`STOP\`. A batch has at most ten items.
- \`page.line\` of a list is the line itself when there is one.`;
