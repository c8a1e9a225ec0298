/** A line or a billing account, as a change mark names it. */
export type Changeable = `LINE#${string}` | `ACCOUNT#${string}`;
export const changeableLine = (subscriberNumber: string): Changeable => `LINE#${subscriberNumber}`;
export const changeableAccount = (billingAccountNumber: string): Changeable => `ACCOUNT#${billingAccountNumber}`;
