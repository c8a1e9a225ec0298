import * as z from 'zod';
import type { OperationBehaviour } from '../../behaviour';
import { findEquipment, typeAllocationCodes } from './equipment';

const querySchema = z.looseObject({
  imei: z.string().optional(),
  make: z.string().optional(),
  model: z.string().optional(),
});

export const lookUpEquipment: OperationBehaviour = {
  answer: ({ query }) => {
    const { imei, make, model } = querySchema.parse(query);
    const wanted = {
      ...(imei === undefined ? {} : { imei }),
      ...(make === undefined ? {} : { make }),
      ...(model === undefined ? {} : { model }),
    };
    return { status: 200, body: { equipment: findEquipment(wanted) } };
  },
  magicValues: [
    { where: 'query imei', value: 'starts with 35209900', outcome: 'A certified phone with eSIM, Example Phone 1.' },
    { where: 'query imei', value: 'starts with 35209901', outcome: 'A certified phone with eSIM, Example Phone 2.' },
    {
      where: 'query imei',
      value: `starts with ${typeAllocationCodes.withoutEsim}`,
      outcome: 'A certified tracker that takes no eSIM.',
    },
    {
      where: 'query imei',
      value: `starts with ${typeAllocationCodes.notCertified}`,
      outcome: 'A phone that is not certified.',
    },
  ],
};
