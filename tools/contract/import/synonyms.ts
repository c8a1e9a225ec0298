/** Names that carriers have for one thing, in small letters without signs; the gateway’s own first. */
const groups: readonly (readonly string[])[] = [
  [
    'subscribernumber',
    'ctn',
    'msisdn',
    'mdn',
    'tn',
    'wtn',
    'mobilenumber',
    'phonenumber',
    'telephonenumber',
    'linenumber',
  ],
  ['sim', 'iccid', 'simnumber', 'simid', 'simserial'],
  ['imei', 'deviceid', 'equipmentid', 'imeinumber', 'equipmentimei'],
  ['eid', 'esimid', 'euiccid'],
  ['billingaccountnumber', 'ban', 'billingaccountid'],
  [
    ...['id', 'requestid', 'orderid', 'orderno', 'ordernumber', 'requestno', 'requestnumber', 'portid', 'portorderid'],
    ...['portrequestnumber', 'transactionid', 'referencenumber', 'confirmationnumber', 'ticket'],
  ],
  ['batchid', 'batchno', 'batchnumber', 'jobid'],
  ['state', 'status', 'requeststatus', 'orderstatus', 'portstatus', 'batchstatus', 'linestatus', 'situation'],
  ['requestedstartdate', 'desireddue', 'desiredduedate', 'duedate', 'requesteddate', 'requestedduedate', 'ddd'],
  ['confirmeddate', 'foc', 'focdate', 'firmordercommitment'],
  ['completiondate', 'completed', 'completedon', 'closed', 'closedate'],
  ['externalid', 'ref', 'reference', 'externalreference', 'partnerreference', 'clientreference', 'correlationid'],
  ['pin', 'passcode', 'transferpin', 'portoutpin', 'numbertransferpin'],
  ['quoteid', 'quoteno', 'quotenumber'],
  ['suborderid', 'suborderno', 'subordernumber'],
];

const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** How like two names are: 3 the same, 2 two names of one thing, 1 one within the other, 0 not at all. */
export const likeness = (own: string, other: string): 0 | 1 | 2 | 3 => {
  const [a, b] = [plainName(own), plainName(other)];
  if (a === b) return 3;
  if (groups.some((group) => group.includes(a) && group.includes(b))) return 2;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length > 4 && long.includes(short) ? 1 : 0;
};

/** Forms of values, by the gateway’s names of what has them. */
const forms: Readonly<Record<string, RegExp>> = {
  subscribernumber: /^(?:\+?1)?[2-9]\d{9}$/,
  imei: /^\d{15}$/,
  sim: /^89\d{16,18}$/,
  eid: /^\d{32}$/,
};

/** Whether values are such as a member of the gateway’s has; undefined where it may have any, or there are none. */
export const hasForm = (own: string, values: readonly string[]): boolean | undefined => {
  const form = forms[plainName(own)];
  return form === undefined || values.length === 0
    ? undefined
    : values.every((value) => form.test(value.replaceAll(/[\s().-]/g, '')));
};
