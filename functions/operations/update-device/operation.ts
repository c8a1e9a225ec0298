import * as z from 'zod';
import { defineOperation } from '#domain/define-operation';
import { bodyOf, byLineDetails, comparison } from '#operations/mobility-schemas/read-back';
import { deviceMembers } from '#operations/mobility-schemas/device';
import {
  lineChangeAnswer,
  lineChangeMembers,
  lineChangeSuccess,
  linePath,
} from '#operations/mobility-schemas/line-change';
import { subscriberPath } from '#operations/mobility-schemas/phone-number';
import { valueAt } from '#domain/json/json-pointer';

const body = z
  .looseObject({ ...deviceMembers, ...lineChangeMembers })
  .refine(({ imei, sim, eid }) => imei !== undefined || sim !== undefined || eid !== undefined, {
    error: 'must have at least one of `imei`, `sim` and `eid`',
  })
  .refine(({ sim, eid }) => sim === undefined || eid === undefined, {
    error: 'must be left out when `sim` is given: a line has a SIM or an eSIM',
    path: ['eid'],
  })
  .describe('What changes: the device, the SIM, or both; `eid` moves the line to an eSIM.');

export const operation = defineOperation({
  id: 'update-device',
  family: 'mobility',
  scope: 'mobility:write',
  summary: 'Change the device or SIM of a line',
  description: 'Puts another device, SIM or eSIM on a line. AT&T’s device restrictions apply.',
  impact: 'Partners cannot put a new phone or SIM on a line, so replaced devices have no service.',
  method: 'POST',
  path: '/v1/mobility/subscribers/{subscriberNumber}/device-update',
  request: { path: subscriberPath, body },
  response: lineChangeAnswer,
  binding: {
    domain: 'mobility',
    method: 'PATCH',
    path: linePath,
    provenance: 'partial',
    shape: 'assumed',
    baseUrls: {},
    source:
      'Method and path: a public listing of an independent connector (host https://apsapi.att.com:8082), unconfirmed by AT&T. Host: not published by AT&T. That `action` tells the changes apart is assumed.',
    bodyMembers: { action: 'updateDevice' },
    statusAt: '/status',
  },
  success: lineChangeSuccess,
  idempotency: 'optional',
  sensitive: 'device',
  line: {
    numberAt: '/path/subscriberNumber',
    newDevice: { imei: '/body/imei', sim: '/body/sim', eid: '/body/eid' },
  },
  readBack: byLineDetails((line, request) =>
    comparison(
      ['imei', 'sim', 'eid'].map((name) => [valueAt(bodyOf(request), `/${name}`), valueAt(line, `/device/${name}`)]),
    ),
  ),
});
