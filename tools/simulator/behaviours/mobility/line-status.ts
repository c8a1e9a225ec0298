import * as z from 'zod';
import type { MagicValue, OperationBehaviour } from '../../behaviour';
import { effectiveFrom, lineChange } from './line-change';
import { refusedWith200 } from './refusals';

const restoreDays = 60;
const dayMs = 86_400_000;

const body = z.looseObject({ effectiveDate: z.string().optional() });

interface StatusChange {
  verb: string;
  from: readonly string[];
  to: string;
  otherwise: 'error-status' | '200';
  magicValues?: readonly MagicValue[];
}

const statusChange = ({ verb, from, to, otherwise, magicValues = [] }: StatusChange): OperationBehaviour =>
  lineChange({
    body,
    allowedIn: from,
    otherwise,
    change: ({ number, line, world, at }) => {
      const now = world.now();
      if (to === 'active' && line.status === 'cancelled' && isTooLate(line.statusDate, now)) {
        const message = `Subscriber ${number} was cancelled more than ${restoreDays} days ago`;
        return refusedWith200('RESTORE_PERIOD_OVER', message, { subscriberNumber: number, lineStatus: 'cancelled' });
      }
      const statusDate = (at > now ? at : now).toISOString();
      return {
        set: { status: to, statusDate, ...(to === 'cancelled' ? { apn: undefined, staticIp: undefined } : {}) },
        answer: { lineStatus: at > now ? line.status : to, ...effectiveFrom(at) },
      };
    },
    effectOf: (number) => `${number} ${verb}`,
    magicValues,
  });

/** A cancellation on an unknown date is taken for a recent one. */
const isTooLate = (cancelledAt: string | undefined, now: Date): boolean =>
  cancelledAt !== undefined && now.getTime() - new Date(cancelledAt).getTime() > restoreDays * dayMs;

export const suspendSubscriber = statusChange({
  verb: 'suspended',
  from: ['active'],
  to: 'suspended',
  otherwise: 'error-status',
  magicValues: [
    { where: 'path subscriberNumber', value: '2125550105', outcome: '409 `LINE_NOT_ACTIVE`: the line is cancelled.' },
  ],
});

export const resumeSubscriber = statusChange({
  verb: 'resumed',
  from: ['suspended'],
  to: 'active',
  otherwise: '200',
  magicValues: [
    {
      where: 'path subscriberNumber',
      value: '2125550101',
      outcome: '200 whose body says `LINE_NOT_SUSPENDED`: the line is active.',
    },
  ],
});

export const cancelSubscriber = statusChange({
  verb: 'cancelled',
  from: ['active', 'suspended'],
  to: 'cancelled',
  otherwise: 'error-status',
  magicValues: [
    {
      where: 'path subscriberNumber',
      value: '2125550105',
      outcome: '409 `LINE_NOT_ACTIVE_OR_SUSPENDED`: the line is cancelled.',
    },
  ],
});

export const restoreSubscriber = statusChange({
  verb: 'restored',
  from: ['cancelled'],
  to: 'active',
  otherwise: '200',
  magicValues: [
    {
      where: 'path subscriberNumber',
      value: '2125550128',
      outcome: '200 whose body says `RESTORE_PERIOD_OVER`: cancelled more than 60 days ago.',
    },
    {
      where: 'path subscriberNumber',
      value: '2125550101',
      outcome: '200 whose body says `LINE_NOT_CANCELLED`: the line is active.',
    },
  ],
});
