import { maskMembers, maskRequest } from '#domain/masking/mask';
import { storableRequest } from '#domain/masking/mask-echoes';
import { secretsOf } from '#domain/masking/secrets';
import { examplesOf, operationById, operations } from '#operations/registry';

const portIn = secretsOf(operationById('request-port-in'));
const quote = secretsOf(operationById('apex-create-quote'));

/** As people write them. */
const misspelt = [
  ...[
    'Pin',
    'PIN',
    'pln',
    'pni',
    'pi',
    'pinn',
    'pim',
    'pin_',
    'pinCode',
    'pin_code',
    'pincode',
    'pinNumber',
    'PINNumber',
  ],
  ...['portPin', 'port_out_pin', 'portoutpin', 'transferPin', 'TransferPIN', 'accountPin', 'numberTransferPin'],
  ...['accountnumber', 'AccountNumber', 'account_number', 'acountNumber', 'accountNumbr', 'accountNumer', 'acctNumber'],
  ...['acctNo', 'accountNo', 'accountNum', 'account-nbr', 'oldAccountNumber', 'accountNubmer', 'acountNumbr'],
  ...['taxid', 'taxID', 'tax_id', 'taxld', 'taxIdentifier', 'taxpayerId', 'SSN', 'ssn', 'ssnLast4', 'last4SSN', 'tin'],
  ...['passcode', 'passCode', 'pass_code', 'passcod', 'passocde', 'password', 'Passwort', 'pasword', 'pwd', 'userPwd'],
  ...['secret', 'clientSecret', 'token', 'accessToken', 'refresh_token', 'apiKey', 'x-api-key', 'securityCode', 'otp'],
];

describe('a member of a port-in', () => {
  it.each(misspelt)('is not kept in clear under the name %s', (name) => {
    for (const value of ['Kestrel-4821', 4821, { value: 'Kestrel-4821' }, ['Kestrel-4821']])
      for (const body of [{ [name]: value }, { oldServiceProvider: { [name]: value } }, { other: [{ [name]: value }] }])
        expect(storableRequest({ text: JSON.stringify(body), value: body }, portIn)).not.toContain('4821');
  });

  it.each([
    ['digits under a name nobody knows', { thing: '482193' }],
    ['a number under a name nobody knows', { oldServiceProvider: { thing: 482193 } }],
    ['digits in a list', { things: ['482193'] }],
    ['a social security number', { thing: '078-05-1120' }],
    ['a text that says it', { thing: 'the pin is x482193' }],
  ])('is not kept in clear when it looks like a secret: %s', (_, body) => {
    expect(storableRequest({ text: JSON.stringify(body), value: body }, portIn)).not.toMatch(/482193|1120/);
  });

  it('that is no secret and not documented is kept', () => {
    const body = {
      carrier: 'Harbor',
      shipping: 'x',
      opening: 'y',
      spinning: 'z',
      postcode: 'EC1A',
      shippingAddress: { line: 'Main St' },
    };
    expect(JSON.parse(maskRequest(JSON.stringify(body), portIn))).toEqual(body);
  });
});

describe('a member of any write', () => {
  it.each([
    ...['password', 'Passcode', 'ssn', 'taxpayerId', 'accessToken', 'client_secret', 'pin', 'cvv', 'portOutPin'],
    ...['pasword', 'pascode', 'sercet', 'credentails'],
  ])('is not kept in clear under the name %s', (name) => {
    const body = { opportunityName: 'Harbor', contact: { [name]: 'kestrel' } };
    expect(storableRequest({ text: JSON.stringify(body), value: body }, quote)).not.toContain('kestrel');
  });

  it.each([
    '078-05-1120',
    'Bearer abcdefghijkl',
    'eyJhbGciOiJub25l.eyJzdWIiOiJ4In0abc.',
    '-----BEGIN PRIVATE KEY-----\nx',
  ])('is not kept in clear when it can only be a secret: %s', (value) => {
    expect(maskRequest(JSON.stringify({ thing: value, things: [{ a: value }] }), quote)).toBe(
      '{"thing":"[secret]","things":[{"a":"[secret]"}]}',
    );
  });

  it('keeps its digits', () => {
    expect(maskRequest('{"purchaseOrder":"123456","amount":1.50,"big":12345678901234567890}', quote)).toBe(
      '{"purchaseOrder":"123456","amount":1.50,"big":12345678901234567890}',
    );
  });

  it.each(operations.filter(({ idempotency }) => idempotency !== 'safe').map(({ id }) => id))(
    'of %s that is documented is kept, unless it is declared as secret',
    (id) => {
      const secrets = secretsOf(operationById(id));
      for (const { request } of examplesOf[id]) {
        const text = JSON.stringify({ ...request }.body ?? {});
        expect(maskRequest(text, secrets)).toBe(maskMembers(text, secrets.pointers));
      }
    },
  );
});
