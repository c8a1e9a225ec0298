import { timestampOf } from '#domain/timestamp';
import { Problem } from '#domain/problems/problems';
import { and, equals, exists, itemNotExists, notExists, type Condition } from '#platform/table/conditions';
import { webhookEndpoints } from '#platform/table/keys';
import type { Item, Key, Table } from '#platform/table/table';
import { isMovedAs, isTooLong, makeRoom } from '#tracking/timeline';
import type { EndpointUrl } from '#webhooks/delivery-log';
import {
  endpointSchema,
  endpointVersionOf,
  verificationAt,
  type DisabledReason,
  type Endpoint,
} from '#webhooks/endpoint';
import {
  askedAgain,
  changed as changedBy,
  disabled,
  newEndpoint,
  newEndpointId,
  withNewSecret,
  type EndpointChange,
  type NewEndpoint,
} from '#webhooks/endpoint-changes';
import type { SigningSecrets } from '#webhooks/signing-secrets';

/** Endpoints a Solution Provider can have. */
export const mostEndpoints = 20;

/** Webhook endpoints in the table. Every change is one conditional write. @throws Problem `service-unavailable` */
export interface EndpointStore {
  /** The endpoint; the one that was made first, where its id is taken. */
  create(endpoint: NewEndpoint): Promise<Endpoint>;
  find(solutionProvider: string, id: string): Promise<Endpoint | undefined>;
  /** All of a Solution Provider’s, oldest first. */
  list(solutionProvider: string): Promise<Endpoint[]>;
  /** The endpoint as it is then; undefined when it is gone. @throws Problem `precondition-failed` when it is of another version */
  change(endpoint: Endpoint, change: EndpointChange, expected?: Versions): Promise<Endpoint | undefined>;
  /** Has its secrets sealed with the key in use, where they are not. */
  reseal(endpoint: Endpoint): Promise<void>;
  /** Gives it a new secret; the one before is used beside it for a day. Otherwise as `change`. */
  rotateSecret(endpoint: Endpoint, expected?: Versions): Promise<Endpoint | undefined>;
  /** Has the URLs asked again that have not answered. The endpoint as it is then; undefined when it is gone. */
  askAgain(endpoint: Endpoint): Promise<Endpoint | undefined>;
  /** Remembers what came of asking a URL, unless the endpoint has another by then. */
  markVerification(endpoint: Endpoint, which: EndpointUrl, as: 'verified' | 'failed'): Promise<void>;
  /** Switches it off. False when it was off. */
  disable(endpoint: Endpoint, reason: DisabledReason): Promise<boolean>;
  /** Remembers that nothing gets through since a time, unless that is known of an earlier one. */
  markFailing(endpoint: Endpoint, since: string): Promise<void>;
  /** Forgets it, because something got through. */
  clearFailing(endpoint: Endpoint): Promise<void>;
  /** @throws Problem `precondition-failed` when it is of another version */
  remove(endpoint: Endpoint, expected?: Versions): Promise<void>;
}

/** Any of which will do; every one when left out. */
type Versions = readonly number[] | undefined;

const endpointKey = (solutionProvider: string, id: string): Key =>
  webhookEndpoints.key.of({ solutionProvider, endpointId: id });

/** What needs no secret of theirs. */
export const createKnownEndpoints = (table: Table): Pick<EndpointStore, 'find' | 'list' | 'remove'> => ({
  find: findIn(table),
  list: listIn(table),
  remove: async (endpoint, expected) => {
    const { solutionProvider, id, updatedAt } = endpoint;
    requireVersion(endpoint, expected);
    const condition = expected && equals('updatedAt', updatedAt);
    if (!(await table.delete(endpointKey(solutionProvider, id), condition))) throw new Problem('precondition-failed');
  },
});

export const createEndpointStore = (table: Table, now: () => number, signing: SigningSecrets): EndpointStore => {
  const find = findIn(table);
  const replace = replaceIn(table, now, signing);
  return {
    ...createKnownEndpoints(table),
    ...failureMarks(table),
    ...verificationMarks(table),
    reseal: resealIn(table, signing),
    create: async (fresh) => {
      const named = { ...fresh, id: fresh.id ?? newEndpointId() };
      const created = newEndpoint(named, await signing.make(named), timestampOf(now()));
      if (await table.put(toItem(created), itemNotExists)) return created;
      return (await find(created.solutionProvider, created.id)) ?? created;
    },
    change: (endpoint, change, expected) =>
      replace(endpoint, (standing, at) => changedBy(standing, change, at), expected),
    rotateSecret: async (endpoint, expected) => {
      const secret = await signing.make(endpoint);
      return replace(endpoint, (standing, at) => withNewSecret(standing, secret, at), expected);
    },
    askAgain: (endpoint) => replace(endpoint, askedAgain),
    disable: async (endpoint, reason) => {
      let wasEnabled = false;
      await replace(endpoint, (standing, at) => {
        wasEnabled = standing.enabled;
        return disabled(standing, reason, at);
      });
      return wasEnabled;
    },
  };
};

/** Writes what a function makes of the endpoint as it stands. Times only go up, so that they tell versions apart. */
const replaceIn = (table: Table, now: () => number, signing: SigningSecrets) => {
  const find = findIn(table);
  const replace = async (
    endpoint: Endpoint,
    of: (standing: Endpoint, at: string) => Endpoint,
    expected?: Versions,
  ): Promise<Endpoint | undefined> => {
    const standing = await find(endpoint.solutionProvider, endpoint.id);
    if (!standing) return undefined;
    requireVersion(standing, expected);
    const at = timestampOf(Math.max(now(), Date.parse(standing.updatedAt) + 1));
    const changed = of(standing, at);
    const next = { ...changed, secrets: (await signing.resealed(changed)) ?? changed.secrets };
    if (isTooLong(next)) {
      await makeRoom(table, endpointKey(standing.solutionProvider, standing.id));
      return replace(endpoint, of, expected);
    }
    const isUnchanged = await table.put(toItem(next), and(asRead(standing), isMovedAs(standing)));
    return isUnchanged ? next : replace(endpoint, of, expected);
  };
  return replace;
};

const resealIn =
  (table: Table, signing: SigningSecrets): EndpointStore['reseal'] =>
  async (endpoint) => {
    const secrets = await signing.resealed(endpoint);
    if (!secrets) return;
    await table.update({
      key: endpointKey(endpoint.solutionProvider, endpoint.id),
      set: { secrets },
      // Whoever replaces them meanwhile dates the endpoint anew.
      condition: equals('updatedAt', endpoint.updatedAt),
    });
  };

const requireVersion = (endpoint: Endpoint, expected: Versions): void => {
  if (expected?.includes(endpointVersionOf(endpoint)) === false) throw new Problem('precondition-failed');
};

/** Neither changed nor verified meanwhile. */
const asRead = (endpoint: Endpoint): Condition => {
  const verifications = Object.values(verificationAt).map((name) =>
    endpoint[name] === undefined ? notExists(name) : equals(name, endpoint[name]),
  );
  return and(equals('updatedAt', endpoint.updatedAt), ...verifications);
};

const verificationMarks = (table: Table): Pick<EndpointStore, 'markVerification'> => ({
  markVerification: async ({ solutionProvider, id, ...urls }, which, as) => {
    const name = verificationAt[which];
    await table.update({
      key: endpointKey(solutionProvider, id),
      ...(as === 'verified' ? { remove: [name] } : { set: { [name]: as } }),
      condition: and(equals(which, urls[which]), exists(name)),
    });
  },
});

const toItem = (endpoint: Endpoint): Item => ({ ...endpointKey(endpoint.solutionProvider, endpoint.id), ...endpoint });

const findIn =
  (table: Table): EndpointStore['find'] =>
  async (solutionProvider, id) => {
    const item = await table.get(endpointKey(solutionProvider, id));
    return item && endpointSchema.parse(item);
  };

const listIn =
  (table: Table): EndpointStore['list'] =>
  async (solutionProvider) => {
    const { key } = webhookEndpoints;
    const page = await table.query({
      partition: key.partitionOf({ solutionProvider }),
      sort: { startsWith: key.sortPrefix },
      // More than the limit, because two may be made at the same time.
      limit: 2 * mostEndpoints,
    });
    const all = page.items.map((item) => endpointSchema.parse(item));
    return all.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  };

const failureMarks = (table: Table): Pick<EndpointStore, 'markFailing' | 'clearFailing'> => ({
  markFailing: async ({ solutionProvider, id, failingSince }, since) => {
    if (failingSince !== undefined) return;
    await table.update({
      key: endpointKey(solutionProvider, id),
      set: { failingSince: since },
      condition: and(equals('enabled', true), notExists('failingSince')),
    });
  },
  clearFailing: async ({ solutionProvider, id, failingSince }) => {
    if (failingSince === undefined) return;
    await table.update({
      key: endpointKey(solutionProvider, id),
      remove: ['failingSince'],
      condition: equals('failingSince', failingSince),
    });
  },
});
