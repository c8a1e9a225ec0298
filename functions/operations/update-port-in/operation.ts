import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { operation as getPortIn } from '#operations/get-port-in/operation';
import { correctionIn } from '#operations/mobility-schemas/port-in-read-back';
import { changesSomething, nothingToChange } from '#operations/mobility-schemas/change';
import { portInOrder, portInSecrets } from '#operations/mobility-schemas/port-in';
import { accountHolder, oldServiceProvider, portInRequest } from '#operations/mobility-schemas/port-in-request';
import { attId } from '#operations/mobility-schemas/att-id';

const body = portInRequest
  .extend({ oldServiceProvider: oldServiceProvider.partial(), accountHolder: accountHolder.partial() })
  .partial()
  .refine(changesSomething, nothingToChange)
  .describe('The corrected members only.');

export const operation = defineOperation({
  id: 'update-port-in',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Correct a port-in',
  description:
    'Sends corrected members of a port-in while it is open, or after the old carrier refused it for a cause that can be corrected.',
  impact: 'Partners cannot correct refused port-ins, so those numbers stay with the old carrier.',
  method: 'PATCH',
  path: '/v1/mobility/port-ins/{portInId}',
  request: { path: z.object({ portInId: attId }), body },
  response: portInOrder,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: '/portabilityOrder/{portInId}',
    provenance: 'assumed',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Assumed: method and path of the portability order (TM Forum 689) in a neighbouring AT&T family. Host: not published by AT&T.',
    idAt: '/id',
    statusAt: '/state',
  },
  success: { done: z.object({ id: presentId }) },
  idempotency: 'optional',
  secretMembers: portInSecrets,
  longRunning: {
    kind: 'port-in',
    step: 'update',
    idAt: '/path/portInId',
    locks: { number: '/body/subscriberNumber' },
    storedDetails: { subscriberNumber: '/body/subscriberNumber' },
  },
  readBack: {
    by: getPortIn,
    request: ({ path }) => [{ path, query: {} }],
    verdict: correctionIn,
    confirms: true,
  },
});
