/** A partition key and a sort key, both strings. */
export interface TableKey {
  partition: string;
  sort: string;
}

/** The gateway’s one table. The deployment and the local runtime make it from this. */
export const tableDefinition = {
  key: { partition: 'pk', sort: 'sk' },
  indexes: {
    /** A Solution Provider’s tracked orders, newest last. */
    list: { partition: 'listPk', sort: 'listSk' },
    /** Writes without an outcome, by the time they should have had one. */
    open: { partition: 'openPk', sort: 'openSk' },
  },
  timeToLive: 'expiresAt',
} as const satisfies { key: TableKey; indexes: Record<string, TableKey>; timeToLive: string };
