import { listOfSome, under } from '../members';
import { listedPortOrder, portOrder, portOrderBody, withdrawal } from './port-order-rows';
import { received, type TincanOperation } from './tincan-operation';
import { ctn, portOrderNumber } from './words';

const ports = '/mobility/lnp/v7/orders';

export const portOrders: readonly TincanOperation[] = [
  {
    id: 'request-port-in',
    method: 'POST',
    path: ports,
    request: under('/body', '/body', portOrderBody),
    answer: portOrder,
    beside: received,
  },
  {
    id: 'update-port-in',
    method: 'POST',
    path: `${ports}/{orderNo}/supplement`,
    request: [['/path/portInId', '/path/orderNo', portOrderNumber], ...under('/body', '/body', portOrderBody)],
    answer: portOrder,
    beside: received,
  },
  {
    id: 'get-port-in',
    method: 'GET',
    path: `${ports}/{orderNo}`,
    request: [['/path/portInId', '/path/orderNo', portOrderNumber]],
    answer: portOrder,
  },
  {
    id: 'list-port-ins',
    method: 'GET',
    path: ports,
    request: [['/query/subscriberNumber', '/query/ctn', ctn]],
    answer: [['/portIns', '/order', listOfSome(listedPortOrder)]],
  },
  {
    id: 'cancel-port-in',
    method: 'POST',
    path: `${ports}/{orderNo}/withdrawal`,
    request: [
      ['/body/portRequestNumber', '/path/orderNo', portOrderNumber],
      ['/body/reasonCode', '/body/why'],
      ['/body/initiatorId', '/body/who'],
      ['/body/subscriberNumber', '/body/ctn', ctn],
      ['/body/requestedCancellationDate', '/body/on'],
    ],
    answer: withdrawal,
    beside: received,
  },
];
