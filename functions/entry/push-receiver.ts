import { InvocationType, InvokeCommand } from '@aws-sdk/client-lambda';
import { lambda } from '#entry/aws-clients';
import { backgroundStores } from '#entry/background-stores';
import { dataKeys } from '#entry/data-keys';
import { environment, gatewayTable, observability } from '#entry/process';
import { businessNow, wireNow } from '#platform/clock';
import { createIsSender } from '#pushes/is-sender';
import { createPushContent } from '#pushes/push-content';
import { createIsPushSecret } from '#pushes/push-secret';
import { createPushKeeper } from '#pushes/push-store';
import { receivePush } from '#pushes/receive-push';

const told = environment('secretPrefix', 'solutionProviders', 'pushSecretHeader', 'pushSources', 'pushApplierName');
const seen = observability();
const { pushSecretHeader: header, pushApplierName: FunctionName } = told;
const { log } = seen;
const stores = backgroundStores();
const isSecret = createIsPushSecret({ readSecret: stores.readSecret, prefix: told.secretPrefix, log, wireNow });

const deps = {
  ...seen,
  isSender: createIsSender({
    solutionProviders: told.solutionProviders,
    ...(header !== undefined && { secret: { header, is: isSecret } }),
    sources: told.pushSources,
  }),
  keeper: createPushKeeper(gatewayTable(stores), createPushContent(dataKeys('pushes', stores)), businessNow),
  handOn: async (push: object): Promise<void> => {
    const Payload = Buffer.from(JSON.stringify(push));
    await lambda().send(new InvokeCommand({ FunctionName, InvocationType: InvocationType.Event, Payload }));
  },
};

/** Called by the HTTP API that AT&T pushes to. */
export const handler = (event: unknown) => receivePush(deps, event);
