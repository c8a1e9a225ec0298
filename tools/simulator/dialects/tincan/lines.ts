import type { OperationId } from '#operations/registry';
import { list, listOfSome } from '../members';
import { line } from './shared-rows';
import { received, type TincanOperation } from './tincan-operation';
import { ban, ctn, spelt } from './words';

export const lineReads: readonly TincanOperation[] = [
  {
    id: 'get-line-details',
    method: 'GET',
    path: '/mobility/lines/{ctn}',
    request: [['/query/subscriberNumber', '/path/ctn']],
    answer: [['/lines', '/line', list(line)]],
  },
  {
    id: 'get-line-details',
    method: 'GET',
    path: '/mobility/sims/{iccid}/line',
    request: [['/query/sim', '/path/iccid']],
    answer: [['/lines', '/line', list(line)]],
  },
  {
    id: 'get-line-details',
    method: 'GET',
    path: '/mobility/equipment/line',
    request: [['/query/imei', '/query/deviceId']],
    answer: [['/lines', '/line', list(line)]],
  },
  {
    id: 'list-subscribers',
    method: 'GET',
    path: '/mobility/lines',
    request: [
      ['/query/billingAccountNumber', '/query/ban', ban],
      ['/query/foundationAccountNumber', '/query/fan'],
      ['/query/subscriberNumber', '/query/ctn'],
      ['/query/subscriberStatus', '/query/state', spelt('line')],
      ['/query/offset', '/query/start'],
      ['/query/limit', '/query/size'],
    ],
    answer: [
      ['/subscribers', '/page/line', listOfSome(line)],
      ['/totalCount', '/page/total'],
      ['/offset', '/page/start'],
      ['/limit', '/page/size'],
    ],
  },
];

const lineStatus = (id: OperationId, action: string, transition: string): TincanOperation => ({
  id,
  method: 'PUT',
  path: '/mobility/lines/{ctn}/state',
  request: [
    ['/path/subscriberNumber', '/path/ctn'],
    ['/body/reasonCode', '/body/why'],
    ['/body/effectiveDate', '/body/asOf', spelt('asOf')],
  ],
  mode: { ours: { '/body/action': action }, theirs: { '/body/transition': transition } },
  answer: [
    ['/subscriberNumber', '/line/ctn', ctn],
    ['/lineStatus', '/line/state', spelt('line')],
    ['/effectiveDate', '/line/asOf'],
  ],
  beside: received,
});

export const lineChanges: readonly TincanOperation[] = [
  lineStatus('suspend-subscriber', 'suspend', 'BAR'),
  lineStatus('resume-subscriber', 'resume', 'UNBAR'),
  lineStatus('cancel-subscriber', 'cancel', 'DISCONNECT'),
  lineStatus('restore-subscriber', 'restore', 'REVIVE'),
  {
    id: 'change-number',
    method: 'POST',
    path: '/mobility/lines/{ctn}/number',
    request: [
      ['/path/subscriberNumber', '/path/ctn'],
      ['/body/mode', '/body/pick', spelt('pick')],
      ['/body/serviceZip', '/body/postcode'],
      ['/body/npaNxx', '/body/exchange'],
      ['/body/newSubscriberNumber', '/body/wanted', ctn],
    ],
    answer: [
      ['/newSubscriberNumber', '/line/ctn', ctn],
      ['/subscriberNumber', '/line/formerCtn', ctn],
      ['/effectiveDate', '/line/asOf'],
    ],
    beside: received,
  },
];
