import { timestampOf } from '#domain/timestamp';
import { and, equals, exists, itemNotExists } from '#platform/table/conditions';
import { pushes } from '#platform/table/keys';
import type { Item, QueryPage, Table } from '#platform/table/table';
import {
  isOpen,
  newPushItem,
  nextLookAt,
  pushKey,
  pushSchema,
  type Push,
  type PushDecision,
  type PushKey,
} from '#pushes/push';
import type { PushContent } from '#pushes/push-content';
import { shownText } from '#pushes/shown-text';

/** Keeps messages, each once. @throws Problem `service-unavailable` */
export interface PushKeeper {
  /** @returns the id of the message, which is always the same for the same one */
  keep(solutionProvider: string, text: string): Promise<string>;
}

export const createPushKeeper = (
  table: Pick<Table, 'put' | 'update'>,
  content: PushContent,
  now: () => number,
): PushKeeper => ({
  keep: async (solutionProvider, text) => {
    const push = { solutionProvider, pushId: await content.idOf(solutionProvider, text) };
    const item = newPushItem({ ...push, ...(await content.seal(push, text)), shown: shownText(text) }, now());
    const isNew = await table.put(item, itemNotExists);
    if (!isNew) await table.update({ key: pushKey(push), add: { times: 1 }, condition: exists('times') });
    return push.pushId;
  },
});

export interface PushPage {
  pushes: Push[];
  next?: Item;
}

/** Messages that are kept, in the table. @throws Problem `service-unavailable` */
export interface PushStore {
  find(push: PushKey): Promise<Push | undefined>;
  /** Of a message as it was looked at. Nothing is changed when somebody else was faster. */
  decide(push: Push, decision: PushDecision): Promise<void>;
  /** Undecided ones of a Solution Provider that are to be looked at by now, longest first. */
  open(solutionProvider: string, limit: number, after?: Item): Promise<PushPage>;
  /** Undecided ones, longest first, whenever they are to be looked at; or all, in no order. */
  list(solutionProvider: string, which: 'undecided' | 'all', limit: number, after?: Item): Promise<PushPage>;
}

export const createPushStore = (table: Table, now: () => number): PushStore => ({
  find: async (push) => {
    const item = await table.get(pushKey(push));
    return item && pushSchema.parse(item);
  },
  decide: async (push, { state, whyNot, kind, id }) => {
    const isUndecided = isOpen(state);
    await table.update({
      key: pushKey(push),
      set: {
        ...{ state, whyNot, kind, id },
        looks: push.looks + 1,
        lookedAt: timestampOf(now()),
        ...(isUndecided && pushes.open.of({ ...push, lookAt: nextLookAt(now(), push.looks + 1) })),
      },
      remove: [...(isUndecided ? [] : ['openPk', 'openSk']), ...(whyNot === undefined ? ['whyNot'] : [])],
      condition: and(equals('looks', push.looks), equals('state', push.state)),
    });
  },
  open: async (solutionProvider, limit, after) => {
    const sort = { before: timestampOf(now()) };
    return pageOf(await table.query({ ...openOf(solutionProvider), sort, limit, after }));
  },
  list: async (solutionProvider, which, limit, after) => {
    const place =
      which === 'all' ? { partition: pushKey({ solutionProvider, pushId: '' }).pk } : openOf(solutionProvider);
    return pageOf(await table.query({ ...place, limit, after }));
  },
});

const openOf = (solutionProvider: string) =>
  ({ index: 'open', partition: pushes.open.partitionOf({ solutionProvider }) }) as const;

const pageOf = ({ items, next }: QueryPage): PushPage => ({
  pushes: items.map((item) => pushSchema.parse(item)),
  ...(next && { next }),
});
