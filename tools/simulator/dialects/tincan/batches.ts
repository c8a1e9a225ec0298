import { list, type Row } from '../members';
import { received, type TincanOperation } from './tincan-operation';
import { batchNumber, ctn, spelt } from './words';

const batch: readonly Row[] = [
  ['/batchId', '/batch/batchNo', batchNumber],
  ['/batchStatus', '/batch/status', spelt('batch')],
  ['/apn', '/batch/apnName'],
  [
    '/subscribers',
    '/batch/item',
    list([
      ['/subscriberNumber', '/ctn', ctn],
      ['/staticIp', '/fixedIp'],
      ['/profileCheck', '/step/0/signal', spelt('batchStep')],
      ['/ipReservation', '/step/1/signal', spelt('batchStep')],
      ['/profileUpdate', '/step/2/signal', spelt('batchStep')],
      ['/reason', '/remark'],
    ]),
  ],
];

export const batches: readonly TincanOperation[] = [
  {
    id: 'provision-pdp',
    method: 'POST',
    path: '/mobility/apn/batches',
    request: [
      ['/body/apn', '/body/batch/apnName'],
      [
        '/body/subscribers',
        '/body/batch/item',
        list([
          ['/subscriberNumber', '/ctn', ctn],
          ['/staticIp', '/fixedIp'],
        ]),
      ],
    ],
    answer: batch,
    beside: received,
  },
  {
    id: 'get-pdp-provisioning',
    method: 'GET',
    path: '/mobility/apn/batches',
    request: [['/path/batchId', '/query/batchNo', batchNumber]],
    answer: batch,
  },
];
