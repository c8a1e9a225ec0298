/** What tells devices, SIMs and eSIMs apart. */
export const lineDevices = ['imei', 'sim', 'eid'] as const;
export type LineDevice = (typeof lineDevices)[number];
