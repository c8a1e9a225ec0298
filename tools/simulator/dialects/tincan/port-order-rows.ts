import { list, under, type Form, type Row } from '../members';
import { address, person } from './shared-rows';
import { ban, code, ctn, portOrderNumber, spelt } from './words';

/** Of a new port order and of a supplement to one. */
export const portOrderBody: readonly Row[] = [
  ['/subscriberNumber', '/order/ctn', ctn],
  ['/billingAccountNumber', '/order/ban', ban],
  ['/oldServiceProvider/name', '/losingCarrier/carrier'],
  ['/oldServiceProvider/accountNumber', '/losingCarrier/acct'],
  ['/oldServiceProvider/pin', '/losingCarrier/passcode'],
  ['/oldServiceProvider/taxId', '/identity/ssnLast4'],
  ['/billingTelephoneNumber', '/losingCarrier/btn', ctn],
  ['/billingZip', '/losingCarrier/billTo/postcode'],
  ...under('/accountHolder/name', '/identity', person),
  ...under('/accountHolder/address', '/identity/premises', address),
  ['/requestedStartDate', '/order/desiredDue'],
  ['/authorizationDate', '/order/letterOfAgency/signed'],
  ['/priority', '/order/rush', spelt('rush')],
  ['/marketServiceInfo/billingMarket', '/order/market/billing'],
  ['/marketServiceInfo/billingSubMarket', '/order/market/subBilling'],
  ['/marketServiceInfo/localMarket', '/order/market/local'],
  ['/marketServiceInfo/serviceZipCode', '/order/market/postcode'],
  ['/note', '/order/remark', list([['/text', '/line']])],
  ['/externalId', '/order/ref'],
  ['/description', '/order/memo'],
];

/** A reason that has no code. */
const sentence: Form = {
  theirs: (value) => (typeof value === 'string' ? value : undefined),
  ours: (value) => value,
};

export const portOrder: readonly Row[] = [
  ['/id', '/order/orderNo', portOrderNumber],
  ['/state', '/order/status', spelt('portOrder')],
  ['/stateReason/code', '/order/resolution/code', spelt('resolution')],
  ['/stateReason/text', '/order/resolution/text'],
  ['/stateReason', '/order/resolution/text', sentence],
  ['/subscriberNumber', '/order/ctn', ctn],
  ['/orderDate', '/order/received'],
  ['/requestedStartDate', '/order/desiredDue'],
  ['/confirmedDate', '/order/foc'],
  ['/completionDate', '/order/closed'],
  ['/priority', '/order/rush', spelt('rush')],
  ['/note', '/order/remark', list([['/text', '/line']])],
  ['/externalId', '/order/ref'],
  ['/description', '/order/memo'],
];

export const withdrawal: readonly Row[] = [
  ['/id', '/withdrawal/orderNo', portOrderNumber],
  ['/state', '/withdrawal/outcome', spelt('withdrawal')],
  ['/stateReason/code', '/withdrawal/because/code', code],
  ['/stateReason/text', '/withdrawal/because/text'],
  ['/subscriberNumber', '/withdrawal/ctn', ctn],
];
