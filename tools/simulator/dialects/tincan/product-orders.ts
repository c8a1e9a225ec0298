import { list, listOfSome, under, type Fixed, type Row } from '../members';
import { address, person, reach } from './shared-rows';
import { received, type TincanOperation } from './tincan-operation';
import { ban, code, ctn, productOrderId, spelt } from './words';

const plainProductOrder: readonly Row[] = [
  ['/requestId', '/id', productOrderId],
  ['/requestStatus', '/state', spelt('productOrder')],
  ['/lines/0/status', '/orderItem/0/state', spelt('productOrder')],
  ['/lines/0/subscriberNumber', '/orderItem/0/product/characteristic/0/value', ctn],
  ['/lines/0/reasonCode', '/orderItem/0/note/0/code', code],
  ['/lines/0/reason', '/orderItem/0/note/0/text'],
];
export const productOrder: readonly Row[] = under('', '/productOrder', plainProductOrder);

/** A product order, as lists show it. */
const listedProductOrder: readonly Row[] = [
  ...plainProductOrder,
  ['/requestDate', '/received'],
  ['/externalId', '/ref'],
  ['/device/imei', '/resource/0/imei'],
  ['/device/sim', '/resource/0/iccid'],
  ['/device/eid', '/resource/0/eid'],
];
const ofProductOrder: Fixed = {
  '/productOrder/relatedParty': [{ role: 'seller', name: 'Tincan Mobile' }],
  '/productOrder/orderItem/0/product/characteristic/0/name': 'ctn',
};

export const productOrders: readonly TincanOperation[] = [
  {
    id: 'activate-service',
    method: 'POST',
    path: '/mobility/ordering/v4/productOrder',
    request: [
      ['/body/billingAccountNumber', '/body/account/ban', ban],
      ['/body/foundationAccountNumber', '/body/account/fan'],
      ...under('/body/subscriber/name', '/body/user', person),
      ...under('/body/subscriber/contact', '/body/user/reach', reach),
      ...under('/body/subscriber/primaryPlaceOfUse', '/body/user/ppu', address),
      ['/body/serviceZip', '/body/service/postcode'],
      ['/body/ratePlanCode', '/body/service/soc'],
      ['/body/featureCodes', '/body/service/addOn', list([['', '/soc']])],
      ['/body/subscriberNumber', '/body/service/ctn', ctn],
      ['/body/device/imei', '/body/resource/0/imei'],
      ['/body/device/sim', '/body/resource/0/iccid'],
      ['/body/device/eid', '/body/resource/0/eid'],
      ['/body/externalId', '/body/ref'],
    ],
    answer: productOrder,
    beside: { ...received, ...ofProductOrder },
  },
  {
    id: 'get-service-activation',
    method: 'POST',
    path: '/mobility/ordering/v4/productOrder/inquiry',
    request: [['/path/activationId', '/body/productOrderId', productOrderId]],
    answer: productOrder,
    beside: ofProductOrder,
  },
  {
    id: 'list-service-activations',
    method: 'GET',
    path: '/mobility/ordering/v4/productOrder',
    request: [
      ['/query/sim', '/query/iccid'],
      ['/query/eid', '/query/eid'],
      ['/query/imei', '/query/imei'],
      ['/query/externalId', '/query/ref'],
    ],
    answer: [['/activations', '/productOrder', listOfSome(listedProductOrder)]],
  },
];
