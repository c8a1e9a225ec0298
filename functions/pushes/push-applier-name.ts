/** Names the function, its log lines and its metrics; and in timelines who showed it. */
export const pushApplierName = 'push-applier';
