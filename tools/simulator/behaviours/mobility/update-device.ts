import * as z from 'zod';
import { deviceObstacle, typeAllocationCodes } from './equipment';
import { effectiveFrom, lineChange } from './line-change';
import { refusedWith200 } from './refusals';
import { refusedSims, simObstacle } from './sims';

const optionalText = z.string().optional();

export const updateDevice = lineChange({
  body: z.looseObject({ imei: optionalText, sim: optionalText, eid: optionalText, effectiveDate: optionalText }),
  allowedIn: ['active'],
  otherwise: 'error-status',
  change: ({ number, line, body: { imei = line.device.imei, sim, eid }, world, at }) => {
    const obstacle = deviceObstacle(imei, eid !== undefined) ?? simObstacle(world, sim, number);
    if (obstacle) return refusedWith200(obstacle.code, obstacle.reason, { subscriberNumber: number });
    const card = eid === undefined ? (sim === undefined ? {} : { sim, eid: undefined }) : { sim: null, eid };
    return { set: { device: { ...line.device, imei, ...card } }, answer: effectiveFrom(at) };
  },
  effectOf: (number, { imei, sim, eid }) =>
    `${number} to ${[imei, sim, eid].filter((part) => part !== undefined).join(' and ')}`,
  magicValues: [
    ...Object.entries(refusedSims).map(([ending, { code }]) => ({
      where: '/sim' as const,
      value: `ends in ${ending}`,
      outcome: `200 whose body says \`${code}\`.`,
    })),
    {
      where: '/imei',
      value: `starts with ${typeAllocationCodes.notCertified}`,
      outcome: '200 whose body says `DEVICE_NOT_CERTIFIED`.',
    },
    {
      where: '/imei',
      value: `starts with ${typeAllocationCodes.blocked}`,
      outcome: '200 whose body says `DEVICE_BLOCKED`.',
    },
    {
      where: '/imei',
      value: `starts with ${typeAllocationCodes.withoutEsim}`,
      outcome: 'With `eid`: 200 whose body says `ESIM_NOT_SUPPORTED`.',
    },
  ],
});
