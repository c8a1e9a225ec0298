import * as z from 'zod';
import { presentId } from '#operations/shared/answers';
import { defineOperation } from '#domain/define-operation';
import { operation as getServiceActivation } from '#operations/get-service-activation/operation';
import { byActivationsOfDevice } from '#operations/mobility-schemas/activation-read-back';
import { billingAccountNumber, foundationAccountNumber } from '#operations/mobility-schemas/account';
import { address, zip } from '#operations/mobility-schemas/address';
import { newDevice } from '#operations/mobility-schemas/device';
import { contact, name } from '#operations/mobility-schemas/person';
import { subscriberNumber } from '#operations/mobility-schemas/phone-number';
import { activationRequest } from '#operations/mobility-schemas/service-activation';
import { filledText, productCode } from '#operations/mobility-schemas/text';

const body = z
  .looseObject({
    billingAccountNumber,
    foundationAccountNumber: foundationAccountNumber.optional(),
    subscriber: z
      .looseObject({
        name,
        contact: contact.optional(),
        primaryPlaceOfUse: address.describe('Where the line is mostly used.'),
      })
      .describe('Who uses the line, and where.'),
    serviceZip: zip.describe('ZIP code the number is chosen for.'),
    ratePlanCode: productCode,
    featureCodes: z.array(productCode).optional(),
    device: newDevice,
    subscriberNumber: subscriberNumber.describe('A number to use. Left out, AT&T assigns one.').optional(),
    externalId: filledText.describe('Your own reference.').optional(),
  })
  .describe('The line to activate.');

export const operation = defineOperation({
  id: 'activate-service',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Activate a new mobility line',
  description:
    'Asks AT&T to activate a new line with a SIM or an eSIM. AT&T works on it after it has answered: keep `requestId` and read the activation with it until its status is final.',
  impact: 'Partners cannot activate new lines, so customers with a new device have no service.',
  method: 'POST',
  path: '/v1/mobility/service-activations',
  request: { body },
  response: activationRequest,
  binding: {
    domain: 'mobility',
    method: 'POST',
    path: '/sp/mobilityactivations/api/v1/serviceactivation',
    provenance: 'partial',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Method and path: a public listing of an independent connector, unconfirmed by AT&T. Host: not published by AT&T; the connector’s is https://apsapi.att.com:8082.',
    idAt: '/requestId',
    statusAt: '/requestStatus',
  },
  success: { done: z.object({ requestId: presentId }) },
  idempotency: 'required',
  longRunning: {
    kind: 'service-activation',
    step: 'open',
    locks: { imei: '/body/device/imei', sim: '/body/device/sim', eid: '/body/device/eid' },
    storedDetails: { subscriberNumber: '/body/subscriberNumber', externalId: '/body/externalId' },
  },
  polledBy: getServiceActivation,
  readBack: byActivationsOfDevice,
});
