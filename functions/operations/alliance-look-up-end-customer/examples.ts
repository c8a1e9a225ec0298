import { defineExamples } from '#domain/define-examples';
import { operation } from '#operations/alliance-look-up-end-customer/operation';

export const documented = defineExamples(operation, [
  {
    name: 'AT&T’s get-started sample',
    provenance: 'published',
    request: {
      body: {
        accountName: 'Texas',
        address: {
          street: 'Pecan',
          city: 'Houston',
          state: 'Texas',
          country: 'USA',
          zipCode: '70800',
        },
      },
    },
    answer: {
      status: 200,
      body: [
        {
          accountAddress: {
            city: 'TEST',
            country: 'US',
            state: 'TX',
            street: '1234 W TEST PKWY',
            zipCode: '123456789',
          },
          accountName: 'Test Acct',
          accountId: '0123456789',
          acid: '12345',
          salesSegment: null,
          subAccountId: 'TEST1',
          contractStatus: 'Active (Remote)',
          parentPartnerAccId: '123456',
          partnerId: '12AB34',
          loaStatus: 'Y',
          allianceStatus: 'OPPORTUNITY',
          accountStatus: null,
          exception: 'NA',
        },
        {
          accountAddress: {
            city: 'TEST',
            country: 'US',
            state: 'MN',
            street: '123 TEST AVE STE 100',
            zipCode: '12345',
          },
          accountName: 'Test Acct 2',
          accountId: '1234567890abcdef',
          acid: '123123',
          salesSegment: null,
          subAccountId: 'A1B2C',
          contractStatus: 'Active (Remote)',
          parentPartnerAccId: '123ABC',
          partnerId: '56CD78',
          loaStatus: 'Y',
          allianceStatus: 'OPPORTUNITY',
          accountStatus: 'Active',
          exception: 'NA',
        },
        {
          accountAddress: {
            city: 'TEST',
            country: 'USA',
            state: 'TX',
            street: '1234 W TEST PKWY',
            zipCode: '123456789',
          },
          accountName: 'Test Acct 3',
          accountId: '1234abb000000cd',
          acid: '123A123',
          salesSegment: 'indirect sales test',
          subAccountId: 'Z9Y8X',
          contractStatus: 'Active (Remote)',
          parentPartnerAccId: '987654',
          partnerId: '98ZY76',
          loaStatus: 'N',
          allianceStatus: 'ATT ONLY',
          accountStatus: 'Active',
          exception: 'N',
        },
      ],
    },
  },
  {
    name: 'The newer response shape',
    provenance: 'partial',
    request: {
      body: {
        spId: '10067',
        accountName: 'Newer Shape',
        address: { street: 'Pecan', city: 'Houston', state: 'TX', country: 'USA', zipCode: '75469' },
      },
    },
    answer: {
      status: 200,
      body: [
        {
          endCustomerName: 'Newer Shape Incorporated',
          endCustomerId: '001000000000001AAA',
          address: { street: '1 Pecan St', city: 'Houston', state: 'TX', Country: 'USA', zipCode: '75469' },
          segment: 'Business',
          segmentCode: 'B',
          subSegment: 'Mid Market',
          acid: null,
          salesSegment: null,
          loaStatus: 'N',
          allianceStatus: 'OPPORTUNITY',
          accountStatus: 'Active',
          exception: 'NA',
        },
      ],
    },
  },
  {
    name: 'No customer found',
    provenance: 'assumed',
    request: {
      body: {
        accountName: 'Nobody Of That Name',
        address: { street: '', city: 'Houston', state: 'TX', country: 'USA', zipCode: '75001' },
      },
    },
    answer: { status: 200, body: { message: 'No customer found.' } },
  },
]);
