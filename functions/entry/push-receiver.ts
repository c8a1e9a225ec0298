import { invokeLater } from '#entry/callers-clients';
import { ownStores } from '#entry/own-stores';
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
const { pushSecretHeader: header, pushApplierName } = told;
const invoke = invokeLater();
const { log } = seen;
const stores = ownStores();
const isSecret = createIsPushSecret({ readSecret: stores.readSecret, prefix: told.secretPrefix, log, wireNow });

const deps = {
  ...seen,
  isSender: createIsSender({
    solutionProviders: told.solutionProviders,
    ...(header !== undefined && { secret: { header, is: isSecret } }),
    sources: told.pushSources,
  }),
  keeper: createPushKeeper(gatewayTable(stores), createPushContent(dataKeys('pushes', stores)), businessNow),
  handOn: (push: object): Promise<unknown> => invoke(pushApplierName, push),
};

/** Called by the HTTP API that AT&T pushes to. */
export const handler = (event: unknown) => receivePush(deps, event);
