import type { Operation } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import type { followedEffects } from '#entry/compose-effects';
import { markedRights, markingRights, operationRights } from '#entry/effect-rights';
import * as handlers from '#entry/operation-handlers';
import { together } from '#platform/table/table-rights';
import type { WriteEffects } from '#requests/write-effects';
import { grantedTable } from './granted-table';

type RigPorts = handlers.WritePorts & handlers.ReadPorts;

/**
 * What functions’ handlers are made of, with the table as each finds it: what one may not do there fails the test. Those of a kind
 * share what a process remembers.
 */
export const grantedKinds = (ports: RigPorts) => {
  const made = new Map<string, { ports: RigPorts; effects: typeof followedEffects; own: WriteEffects }>();
  return (operation: Operation) => {
    const { handler, effects } = operationEntryOf(operation);
    const kind = `${handler} ${effects}`;
    const known = made.get(kind);
    if (known) return known;
    const rights = together(operationRights({ handler, effects }), handler === 'write' ? markingRights : markedRights);
    const granted = { ...ports, table: grantedTable(ports.table, rights) };
    const own = handlers[effects](granted);
    const fresh: typeof followedEffects = (given) => (given.table === granted.table ? own : handlers[effects](given));
    made.set(kind, { ports: granted, effects: fresh, own });
    return { ports: granted, effects: fresh, own };
  };
};
