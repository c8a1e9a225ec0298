import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { GatewayEvent } from '#api/gateway-event';
import type { Item } from '#platform/table/table';
import { kindOf } from '../../../tools/data-model/check-item';
import type { ItemKindName } from '../../../tools/data-model/item-kinds';
import { disagreements } from '../disagreements';
import { whatToDo } from '../releases';
import { solutionProviders } from './callers';
import type { MixedDeployment, Which } from './mixed-deployment';
import type { CallParts, Partner } from './partner';

type Question = readonly [route: string, parts: CallParts];

/** Which routes show an item of a kind, and the parameter and the member that they are asked by. */
const showing: Partial<Record<ItemKindName, readonly (readonly [route: string, parameter: string, member: string])[]>> =
  {
    'tracked-order': [
      ['get-tracked-order', 'quoteId', 'quoteId'],
      ['list-order-notes', 'quoteId', 'quoteId'],
      ['search', '?id', 'quoteId'],
    ],
    'port-in': [
      ['get-tracked-port-in', 'id', 'id'],
      ['list-port-in-notes', 'id', 'id'],
      ['search', '?id', 'id'],
    ],
    'service-activation': [['get-tracked-activation', 'activationId', 'id']],
    'pdp-provisioning': [['get-tracked-pdp-provisioning', 'batchId', 'id']],
    line: [
      ['get-tracked-line', 'subscriberNumber', 'subscriberNumber'],
      ['search', '?id', 'subscriberNumber'],
    ],
    'request-record': [['get-request', 'requestId', 'requestId']],
    'bulk-write': [
      ['get-bulk-write', 'bulkWriteId', 'id'],
      ['list-bulk-write-rows', 'bulkWriteId', 'id'],
    ],
    'webhook-endpoint': [['list-webhook-endpoint-deliveries', 'endpointId', 'id']],
  };

const lists = [
  'list-tracked-orders',
  'list-tracked-port-ins',
  'list-tracked-activations',
  'list-tracked-pdp-provisionings',
  'list-requests',
  'list-events',
  'list-webhook-endpoints',
  'list-bulk-writes',
];

/** Every question that shows anything of what is in a table. */
const questionsAbout = (items: readonly Item[]): Question[] => [
  ...solutionProviders.flatMap((solutionProvider) => lists.map((id): Question => [id, { solutionProvider }])),
  ...items.flatMap((item) => {
    const kind = kindOf(item);
    const solutionProvider = item['solutionProvider'] as string;
    return ((kind && showing[kind]) ?? []).map(([id, parameter, member]): Question => {
      const value = String(item[member]);
      const asked = parameter.startsWith('?')
        ? { query: { [parameter.slice(1)]: value } }
        : { path: { [parameter]: value } };
      return [id, { ...asked, solutionProvider }];
    });
  }),
];

export const itemsOf = async (deployment: MixedDeployment): Promise<Item[]> =>
  (await deployment.items()).map((item) => unmarshall(item));

interface Asked {
  deployment: MixedDeployment;
  by: Which;
}

interface Shown {
  status: number;
  body: unknown;
}

/** A function that fails is answered by API Gateway. */
const answerTo = async ({ deployment, by }: Asked, id: string, event: GatewayEvent): Promise<Shown> => {
  try {
    const { statusCode: status, body } = await (await deployment.openedBy(by)).answer(id, event);
    return { status, body: JSON.parse(body) as unknown };
  } catch (error) {
    return { status: 502, body: { failed: (error as Error).name } };
  }
};

/**
 * What the release before shows otherwise than today’s code, of everything in a table.
 * @param before where it is asked, @param today where today’s is: the same, unless a test plays a careless release
 * @param isWanted which routes are asked; all when left out
 */
export const shownOtherwise = async (
  partner: Partner,
  before: MixedDeployment,
  today: MixedDeployment = before,
  isWanted: (route: string) => boolean = () => true,
): Promise<{ answered: Map<string, number[]>; mistakes: string[] }> => {
  const answered = new Map<string, number[]>();
  const mistakes: string[] = [];
  for (const [id, parts] of questionsAbout(await itemsOf(today))) {
    if (!isWanted(id)) continue;
    const event = partner.eventOf(id, parts);
    const then = await answerTo({ deployment: before, by: 'before' }, id, event);
    const now = await answerTo({ deployment: today, by: 'today' }, id, event);
    answered.set(id, [...(answered.get(id) ?? []), now.status]);
    const asked = [id, ...Object.values({ ...parts.path, ...parts.query })].join(' ');
    mistakes.push(...disagreements(then, now, false).map((one) => `${asked}: ${one}. ${whatToDo}`));
  }
  return { answered, mistakes };
};
