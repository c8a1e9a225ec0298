import { refuse } from '../../admission';
import type { SimOperation } from '../../behaviour';
import type { Dialect } from '../dialect';
import { readExactly } from '../members';
import { said } from './answers';
import { fault, htmlPage } from './errors';
import { tincanOperations } from './operations';
import { valuesInPath } from '../template';
import { isMeant, toOurs } from './requests';
import type { TincanOperation } from './tincan-operation';

/** What Tincan's paths begin with, so that it may be spoken beside the simulator's own dialect. */
export const tincanBase = '/tincan';

export const tincanCredentialHeaders = { clientId: 'X-App-Id', clientSecret: 'X-App-Key' };

/** AT&T as Tincan Mobile, a carrier that does not exist: the same world, and all that can differ differs. */
export const tincanDialect = (operations: readonly SimOperation[]): Dialect => ({
  secretHeader: tincanCredentialHeaders.clientSecret.toLowerCase(),
  understand: ({ method, url, bodyText }) => {
    const address = url.pathname.slice(tincanBase.length);
    const there = tincanOperations.filter(({ path }) => valuesInPath(path, address));
    const served = there.filter((one) => one.method === method);
    if (served.length === 0) return htmlPage(there.length === 0 ? 404 : 405);
    const query = Object.fromEntries(url.searchParams);
    const body = readExactly(bodyText);
    const meant = served.find((one) => isMeant(one, body));
    const operation = operations.find(({ id }) => id === meant?.id);
    if (!meant || !operation) return fault(refuse(400, 'The transition is none of those served here'));
    return {
      operation: asSpoken(operation, meant),
      ...toOurs(meant, { path: valuesInPath(meant.path, address) ?? {}, query, body }),
      say: (answer) => said(meant, answer),
    };
  },
});

const asSpoken = (operation: SimOperation, { method }: TincanOperation): SimOperation => ({
  ...operation,
  binding: { ...operation.binding, method, credentialHeaders: tincanCredentialHeaders },
});
