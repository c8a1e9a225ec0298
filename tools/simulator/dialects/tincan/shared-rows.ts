import { list, under, type Row } from '../members';
import { ban, ctn, spelt } from './words';

export const address: readonly Row[] = [
  ['/street', '/line1'],
  ['/unit', '/line2'],
  ['/city', '/town'],
  ['/state', '/region'],
  ['/zipCode', '/postcode'],
  ['/country', '/nation'],
];

export const person: readonly Row[] = [
  ['/firstName', '/given'],
  ['/lastName', '/family'],
  ['/businessName', '/legalName'],
];

export const reach: readonly Row[] = [
  ...under('/name', '', person),
  ['/email', '/mail'],
  ['/phoneNumber', '/phone', ctn],
];

const product: readonly Row[] = [
  ['/code', '/soc'],
  ['/effectiveDate', '/from'],
  ['/expirationDate', '/until'],
];

/** A line, as lists and details show it. */
export const line: readonly Row[] = [
  ['/subscriberNumber', '/ctn', ctn],
  ['/status', '/state', spelt('line')],
  ['/statusDate', '/since'],
  ['/activationDate', '/inServiceSince'],
  ['/billingAccountNumber', '/ban', ban],
  ['/foundationAccountNumber', '/fan'],
  ...under('/name', '/user', person),
  ...under('/primaryPlaceOfUse', '/user/ppu', address),
  ...under('/ratePlan', '/plan', product),
  ['/features', '/addOn', list(product)],
  ['/device/imei', '/equipment/imei'],
  ['/device/sim', '/equipment/iccid'],
  ['/device/eid', '/equipment/eid'],
  ['/device/make', '/equipment/maker'],
  ['/device/model', '/equipment/model'],
  ['/staticIp', '/equipment/fixedIp'],
];
