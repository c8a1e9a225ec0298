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

/** A port order, as lists show it. */
export const listedPortOrder: readonly Row[] = [
  ['/id', '/orderNo', portOrderNumber],
  ['/state', '/status', spelt('portOrder')],
  ['/stateReason/code', '/resolution/code', spelt('resolution')],
  ['/stateReason/text', '/resolution/text'],
  ['/stateReason', '/resolution/text', sentence],
  ['/subscriberNumber', '/ctn', ctn],
  ['/orderDate', '/received'],
  ['/requestedStartDate', '/desiredDue'],
  ['/confirmedDate', '/foc'],
  ['/completionDate', '/closed'],
  ['/priority', '/rush', spelt('rush')],
  ['/note', '/remark', list([['/text', '/line']])],
  ['/externalId', '/ref'],
  ['/description', '/memo'],
];

export const portOrder: readonly Row[] = under('', '/order', listedPortOrder);

export const withdrawal: readonly Row[] = [
  ['/id', '/withdrawal/orderNo', portOrderNumber],
  ['/state', '/withdrawal/outcome', spelt('withdrawal')],
  ['/stateReason/code', '/withdrawal/because/code', code],
  ['/stateReason/text', '/withdrawal/because/text'],
  ['/subscriberNumber', '/withdrawal/ctn', ctn],
];
