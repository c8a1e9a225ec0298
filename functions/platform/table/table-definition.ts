/** A partition key and a sort key, both strings. */
export interface TableKey {
  partition: string;
  sort: string;
}

/** The gateway’s one table. The deployment and the local runtime make it from this; `keys.ts` says what is in it. */
export const tableDefinition = {
  key: { partition: 'pk', sort: 'sk' },
  indexes: {
    /**
     * What a Solution Provider can have listed, oldest first: tracked orders, port-ins, activations and PDP batches by when
     * they were made, requests by when they were begun, bulk writes by when they were submitted, events by when they were published.
     */
    list: { partition: 'listPk', sort: 'listSk' },
    /**
     * What somebody has to work on, by the time somebody must have: requests without an outcome, poll jobs, bulk writes. An
     * item leaves it when nothing is left to be done, so that who looks for what was lost reads nothing else.
     */
    open: { partition: 'openPk', sort: 'openSk' },
  },
  timeToLive: 'expiresAt',
} as const satisfies { key: TableKey; indexes: Record<string, TableKey>; timeToLive: string };
