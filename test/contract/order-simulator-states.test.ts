import { examplesOf } from '#operations/registry';
import { orderRequest } from '../journeys/ordering-requests';
import { attItself, solutionProvider } from './order-at-att';

let { ask, sign, pass, effects, walkedTo, walkedThrough } = attItself();
beforeEach(() => {
  ({ ask, sign, pass, effects, walkedTo, walkedThrough } = attItself());
});

describe('credit', () => {
  it.each([
    ['Credit Declined', 'Declined', 'Declined'],
    ['Credit In Review', 'Manual Review', 'Manually Approved'],
    ['Credit Review Declined', 'Manual Review', 'Declined'],
    ['Any Other Business', 'Auto-Approved', 'Auto-Approved'],
  ])('of “%s” is %s and a day later %s, in both programs', async (name, first, later) => {
    const apex = await walkedTo('apex-check-credit', { opportunityName: name });
    const alliance = await walkedTo('alliance-check-credit');
    const inApex = () => ask('apex-check-credit', orderRequest('apex-check-credit', apex));
    const check = orderRequest('alliance-check-credit', alliance, { businessName: name });
    expect((await inApex()).answer).toMatchObject({ creditCheckDetails: { approvalStatus: first } });
    expect((await ask('alliance-check-credit', check)).answer).toMatchObject({ approvalStatus: first });
    pass('PT25H');
    expect((await inApex()).answer).toMatchObject({ creditCheckDetails: { approvalStatus: later } });
    const read = await ask('alliance-get-credit-check', undefined, { quoteId: alliance.quoteId });
    expect(read.answer).toMatchObject({ approvalStatus: later });
  });

  it('that AT&T tells by mail is approved without the answer saying so', async () => {
    const ids = await walkedTo('apex-check-credit', { opportunityName: 'Credit Told By Mail' });
    const { answer } = await ask('apex-check-credit', orderRequest('apex-check-credit', ids));
    expect(answer).toMatchObject({ status: 'Success', creditCheckDetails: {} });
    expect(await ask('apex-create-contract', orderRequest('apex-create-contract', ids))).toMatchObject({
      outcome: 'succeeded',
    });
  });

  it('that was never checked is said to be none', async () => {
    const { quoteId } = await walkedTo('alliance-check-credit');
    expect(await ask('alliance-get-credit-check', undefined, { quoteId })).toMatchObject({
      status: 404,
      outcome: 'succeeded',
    });
  });
});

describe('a contract', () => {
  it.each([
    ['signs@example.com', 'Signed'],
    ['declines@example.com', 'Declined'],
    ['nobody@example.com', 'Sent'],
  ])('sent to %s is %s an hour later', async (approverEmail, status) => {
    const { quoteId } = await walkedTo('alliance-create-order', { approverEmail });
    const read = () => ask('alliance-get-contract', undefined, { quoteId });
    expect((await read()).answer).toMatchObject({ contractStatus: 'Sent' });
    pass('PT61M');
    expect((await read()).answer).toMatchObject({ contractStatus: status });
  });

  it('that is sent again is another one, which the first approver cannot sign', async () => {
    const ids = await walkedTo('alliance-create-order', { approverEmail: 'signs@example.com' });
    await ask(
      'alliance-create-contract',
      orderRequest('alliance-create-contract', ids, { approverEmail: 'other@example.com' }),
    );
    pass('PT2H');
    const read = await ask('alliance-get-contract', undefined, { quoteId: ids.quoteId });
    expect(read.answer).toMatchObject({ contractStatus: 'Sent' });
  });

  it('that was never sent is said to be none', async () => {
    const { quoteId } = await walkedTo('alliance-create-contract');
    expect(await ask('alliance-get-contract', undefined, { quoteId })).toMatchObject({
      status: 404,
      outcome: 'succeeded',
    });
  });
});

describe('what was quoted', () => {
  it('is what is ordered, with AT&T’s ids', async () => {
    const ids = await walkedThrough('apex');
    expect(ids).toMatchObject({
      quoteId: expect.stringMatching(/^0Q0\w{15}$/),
      siteId: expect.stringMatching(/^a7l\w{15}$/),
      orderId: expect.stringMatching(/^801\w{15}$/),
      subOrderId: expect.stringMatching(/^801(\w{12}|\w{15})$/),
    });
    const { answer } = await ask('apex-get-enrichment-status', undefined, { subOrderId: ids.subOrderId! });
    // The one record, with the members and the forms of them that AT&T prints.
    const printed = examplesOf['apex-get-enrichment-status'][0].answer.body as object;
    expect(Object.keys(answer)).toEqual(Object.keys(printed));
    expect(answer).toMatchObject({
      ...{ Id: expect.stringMatching(/^802\w{15}$/) as string, Product2: 'Product2' },
      ...{ 'Product2.Name': 'Port', 'Port Speed': '1 Gbps' },
      CreatedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/) as string,
    });
  });

  it('shows the end customers that were assigned to its sites', async () => {
    const ids = await walkedTo('apex-check-credit');
    const { answer } = await ask('apex-look-up-end-customer', { quoteId: ids.quoteId });
    expect(answer).toMatchObject({
      inputValues: [{ siteId: ids.siteId, endCustomerName: 'Cedar Road Dental', city: 'Plano' }],
    });
  });

  it('has nothing to read before it is enriched', async () => {
    const { subOrderId } = await walkedTo('apex-enrich-installation-and-shipping');
    expect((await ask('apex-get-enrichment-status', undefined, { subOrderId: subOrderId! })).answer).toEqual([]);
  });
});

/** All that AT&T prints as required. */
const statusQuery = (orderId: string) => ({
  externalIdentifierId: orderId,
  externalIdentifierType: 'OrderNumber',
  businessAccountName: 'Pecan Street Bakery',
});

describe('the status of an order', () => {
  it.each(['externalIdentifierType', 'businessAccountName'] as const)(
    'is refused to a read without %s, which AT&T prints as required',
    async (name) => {
      const { orderId = '' } = await walkedThrough('alliance');
      const { [name]: _left, ...query } = statusQuery(orderId);
      expect(await ask('alliance-get-order-status', undefined, query)).toMatchObject({
        status: 400,
        answer: { message: expect.stringContaining(name) as string },
      });
    },
  );
});

describe('an order of several sites', () => {
  it('has a sub-order for each, and is in progress until all of them are complete', async () => {
    const sites = [{ siteName: 'Cedar Road' }, { siteName: 'Elm Street' }];
    const { answer: quoted } = await ask('alliance-create-quote', { spId: solutionProvider, sites });
    const ids = { solutionProvider, quoteId: quoted['quoteId'] as string };
    await ask('alliance-check-credit', orderRequest('alliance-check-credit', ids));
    await ask('alliance-create-contract', orderRequest('alliance-create-contract', ids));
    sign(ids, 'Signed');
    const { answer } = await ask('alliance-create-order', orderRequest('alliance-create-order', ids));
    const { orderId, subOrder: made } = answer as { orderId: string; subOrder: { subOrderId: string }[] };
    expect(made).toHaveLength(2);
    const status = async () =>
      (
        (await ask('alliance-get-order-status', undefined, statusQuery(orderId))).answer['responseData'] as {
          orderStatus: string;
        }
      ).orderStatus;
    const handOff = async ({ subOrderId }: { subOrderId: string }) => {
      for (const id of ['alliance-enrich-installation', 'alliance-enrich-shipping', 'alliance-hand-off-order'] as const)
        expect(await ask(id, orderRequest(id, { ...ids, orderId, subOrderId }))).toMatchObject({
          outcome: 'succeeded',
        });
    };
    await handOff(made[0]!);
    pass('P6D');
    expect(await status()).toBe('IN_PROGRESS');
    await handOff(made[1]!);
    pass('P6D');
    expect(await status()).toBe('COMPLETED');
  });
});

describe('an order that was handed off', () => {
  it.each([
    ['dana.reyes@example.com', 'COMPLETED'],
    ['cancelled@example.com', 'CANCELLED'],
  ])('for %s goes on until it is %s', async (email, end) => {
    const ids = await walkedTo('alliance-create-order');
    const contacts = { contactDetails: { primary: { email } } };
    const { answer } = await ask('alliance-create-order', { ...orderRequest('alliance-create-order', ids), contacts });
    const { orderId, subOrder } = answer as { orderId: string; subOrder: { subOrderId: string } };
    const ordered = { ...ids, orderId, subOrderId: subOrder.subOrderId };
    const status = async () =>
      (
        (await ask('alliance-get-order-status', undefined, statusQuery(orderId))).answer['responseData'] as {
          orderStatus: string;
        }
      ).orderStatus;
    expect(await status()).toBe('CREATED');
    for (const id of ['alliance-enrich-installation', 'alliance-enrich-shipping', 'alliance-hand-off-order'] as const)
      await ask(id, orderRequest(id, ordered));
    expect(await status()).toBe('IN_PROGRESS');
    pass('P6D');
    expect(await status()).toBe(end);
  });
});

describe('an end customer only AT&T may sell to', () => {
  const criteria = { accountName: 'ATT Only', address: { city: 'Austin', state: 'TX', zipCode: '78701' } };
  const standing = async () =>
    ((await ask('alliance-look-up-end-customer', criteria)).answer as unknown as object[])[0];
  const quote = { opportunityName: 'Anyway', subAccountId: 'ATT001' };

  it.each([
    ['The customer asked us', { allianceStatus: 'OPPORTUNITY', exception: 'Y' }, 'succeeded'],
    ['Refuse This', { allianceStatus: 'ATT ONLY', exception: 'N' }, 'rejected'],
  ])('stands two days after an exception is requested because “%s” as %j', async (reason, later, outcome) => {
    expect(await ask('alliance-create-quote', quote)).toMatchObject({ outcome: 'rejected' });
    const requested = await ask('alliance-request-end-customer-exception', { subAccountId: 'ATT001', reason });
    expect(requested).toMatchObject({ outcome: 'succeeded' });
    expect(await standing()).toMatchObject({ allianceStatus: 'ATT ONLY', exception: 'N' });
    pass('P3D');
    expect(await standing()).toMatchObject(later);
    expect(await ask('alliance-create-quote', quote)).toMatchObject({ outcome });
  });

  it.each([
    ['nobody knows', { subAccountId: 'nobody' }, 404],
    ['anybody may sell to', { subAccountId: 'P3CAN1' }, 200],
  ])('is needed: no exception for one %s', async (_, customer, status) => {
    expect(await ask('alliance-request-end-customer-exception', customer)).toMatchObject({
      status,
      outcome: 'rejected',
    });
  });
});

describe('AT&T’s samples', () => {
  it('leave behind what they say, so that other calls go on from them', async () => {
    const quoteId = '0Q0dx000002UEnZCAW';
    await ask('apex-check-credit', { quoteId, spId: 'A-06399x' });
    const contract = orderRequest(
      'apex-create-contract',
      { solutionProvider, quoteId },
      { approverEmail: 'signs@example.com' },
    );
    expect(await ask('apex-create-contract', contract)).toMatchObject({ outcome: 'succeeded' });
    const example = {
      spId: 'A-06399x',
      opportunityName: 'Dedicated internet for Plano',
      sites: [{ siteName: 'Plano', street: '3400 W PLANO PKWY', city: 'Plano', state: 'TX', zipCode: '75075-8011' }],
    };
    expect((await ask('apex-create-quote', example)).answer).toMatchObject({ quoteId });
    // The same quote made anew begins anew.
    expect(await ask('apex-create-contract', contract)).toMatchObject({ outcome: 'rejected' });
  });

  it('name the effects of what must not happen twice as any other call does', async () => {
    await ask('apex-hand-off-order', { orderId: '801dx00000XEaaQAAT', subOrderId: '801dx00000XFEm2AAH' });
    expect(effects()).toEqual([['handoff of sub-order 801dx00000XFEm2AAH', 1]]);
  });
});
