import { under } from '../members';
import { address, person, reach } from './shared-rows';
import { received, type TincanOperation } from './tincan-operation';
import { ban, spelt } from './words';

export const accounts: readonly TincanOperation[] = [
  {
    id: 'create-billing-account',
    method: 'POST',
    path: '/mobility/billing/accounts',
    request: [
      ...under('/body/name', '/body/party', person),
      ...under('/body/address', '/body/party/postal', address),
      ...under('/body/contact', '/body/party/reach', reach),
      ['/body/foundationAccountNumber', '/body/account/fan'],
      ['/body/billingPreferences/billFormat', '/body/account/bill/medium'],
      ['/body/billingPreferences/language', '/body/account/bill/tongue'],
    ],
    answer: [
      ['/billingAccountNumber', '/account/ban', ban],
      ['/accountStatus', '/account/state', spelt('account')],
      ['/foundationAccountNumber', '/account/fan'],
      ['/createdDate', '/account/opened'],
    ],
    beside: received,
  },
  {
    id: 'get-billing-account',
    method: 'GET',
    path: '/mobility/billing/accounts/{ban}',
    request: [['/path/billingAccountNumber', '/path/ban', ban]],
    answer: [
      ['/billingAccountNumber', '/billingAccount/0/id', ban],
      ['/accountStatus', '/billingAccount/0/state', spelt('account')],
      ['/createdDate', '/billingAccount/0/opened'],
      ...under('/name', '/billingAccount/0/relatedParty/0', person),
      ...under('/address', '/billingAccount/0/relatedParty/0/postal', address),
      ...under('/contact', '/billingAccount/0/relatedParty/0/reach', reach),
      ['/foundationAccountNumber', '/billingAccount/0/characteristic/0/value'],
      ['/billingPreferences/billFormat', '/billingAccount/0/characteristic/1/value'],
      ['/billingPreferences/language', '/billingAccount/0/characteristic/2/value'],
    ],
    beside: {
      '/billingAccount/0/relatedParty/0/role': 'owner',
      '/billingAccount/0/characteristic': [{ name: 'fan' }, { name: 'billMedium' }, { name: 'billTongue' }],
    },
  },
];
