import type { MobilityId } from './mobility-operations';
import type { Parts } from './mobility-world';

export interface Trial {
  request: Parts;
  /** Of the answer at once. */
  answer: object;
  /** Then after that time, by the reading operation. */
  later?: { after: string; by: MobilityId; idAt: string; path: string; body: object };
}

export const refusal = (status: number, code: string): object => ({ status, outcome: 'rejected', body: { code } });
export const refusal200 = (errorCode: string): object => ({ status: 200, outcome: 'rejected', body: { errorCode } });
export const done = (body: object = {}): object => ({ outcome: 'succeeded', body });

/** By operation, then by place and value of the magic. */
export type Trials = Readonly<Partial<Record<MobilityId, Readonly<Record<string, Trial>>>>>;
