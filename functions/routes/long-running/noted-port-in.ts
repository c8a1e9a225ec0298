import { Problem } from '#domain/problems/problems';
import { longRunningRequests } from '#platform/table/keys';
import type { LongRunningStore } from '#tracking/long-running/long-running-store';
import type { Noted } from '#tracking/note-store';

export interface NotedPortIns {
  longRunning: { items: Pick<LongRunningStore, 'find'> };
}

/** A port-in as far as its notes are concerned. @throws Problem `tracked-item-not-found` */
export const notedPortIn = async (
  { longRunning: { items } }: NotedPortIns,
  solutionProvider: string,
  id: string,
): Promise<Noted> => {
  const item = await items.find('port-in', solutionProvider, id);
  if (!item) throw new Problem('tracked-item-not-found');
  return { key: longRunningRequests['port-in'].key.of({ solutionProvider, id }), notices: item.notices };
};
