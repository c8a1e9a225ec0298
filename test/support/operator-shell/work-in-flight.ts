import { nextOf, polledNoMore, runbook, type Walk } from './walk';
import { solutionProvider, until } from './troubled-gateway';

const twice = ['1 npx gateway redrive', '1 npx gateway redrive'];

/** Pages about what is under way: what is late, stuck, missed or told otherwise by AT&T. */
export const workInFlight = ({ troubled: theGateway, open }: Walk): void => {
  it('webhooks-late, events-undelivered: a partner has sent again what it missed', async () => {
    const troubled = theGateway();
    const receiver = await troubled.receiver();
    await troubled.portIn('2125550161');
    await receiver.until(1);
    const [
      {
        event: { id, occurredAt: SINCE },
      },
    ] = receiver.received as [(typeof receiver.received)[number]];
    const late = open(runbook('webhooks-late'), { SP: solutionProvider, ENDPOINT: receiver.id, SINCE });
    await late.next();
    expect(await late.next()).toMatch(/port-ins: .*\d/);
    await late.next();
    expect(await late.next()).toContain(`Sent again from ${SINCE}`);
    await receiver.until(2);
    await troubled.advance('PT1H');
    const grep = { 'aws kms get-key-policy': '{"Sid":"DeliverEvents"}' };
    const undelivered = open(
      runbook('events-undelivered'),
      { SP: solutionProvider, SINCE, UNTIL: '2030-01-01T00:00:00Z' },
      grep,
    );
    await nextOf(undelivered, 2);
    await undelivered.next({ fails: ['1 npx gateway redrive'] });
    await undelivered.next();
    const times = () => receiver.received.filter(({ event }) => event.id === id).length;
    await until('sent again', () => Promise.resolve(times() > 2));
    receiver.close();
  });

  it.each(['events-not-published', 'webhooks-not-sent'])('%s: dead letters are nowhere here', async (name) => {
    const page = open(runbook(name));
    const dead = name === 'webhooks-not-sent' ? [['1 npx gateway redrive'], twice] : [[], [], twice, twice];
    await page.next();
    for (const fails of dead) await page.next({ fails });
  });

  it('items-overdue: what takes too long is found by its number, and AT&T is asked now', async () => {
    const troubled = theGateway();
    // Refused by the old carrier for three days, as its number says.
    const id = await troubled.portIn('2125550160');
    await troubled.passed(id, /"overdue"/);
    const page = open(runbook('items-overdue'), { SP: solutionProvider, ID: '2125550160' });
    await page.next();
    expect(await page.next({ fails: ['3 npx gateway stuck'] })).toContain(`port-in ${id}`);
    await page.next();
    expect(await page.next()).toContain(`port-in ${id}  followed`);
    const reads = await troubled.readsOf(id);
    expect(await page.next()).toContain('AT&T is asked now');
    await until('AT&T is asked', async () => (await troubled.readsOf(id)) > reads);
  });

  it('pollers-failing, bulk-writes-failing, operation-failing: what runs is looked at, and begun anew', async () => {
    for (const [name, blocks, last] of [
      ['pollers-failing', 6, /pollers started: \d/],
      ['bulk-writes-failing', 6, /bulk writes begun anew: \d/],
    ] as const) {
      const page = open(runbook(name));
      const refused = name === 'pollers-failing' ? [] : ['1 npx gateway keys recover'];
      await nextOf(page, 3);
      await page.next({ fails: refused });
      await nextOf(page, blocks - 4);
      expect(await page.next({ fails: ['3 npx gateway stuck'] })).toMatch(last);
    }
    const failing = open(runbook('operation-failing'));
    await nextOf(failing, 3);
    expect(await failing.next()).toContain('alarms: none rings');
    await nextOf(failing, 3);
  });

  it('operation-slow: what rings is seen, and whose time it is', async () => {
    const page = open(runbook('operation-slow'));
    await nextOf(page, 3);
    expect(await page.next()).toContain('alarms: none rings');
    await page.next();
  });

  it('pushes-not-applied: what nobody understands is shown without its secrets, and looked at again', async () => {
    const troubled = theGateway();
    await troubled.oddPush();
    const page = open(runbook('pushes-not-applied'), { PROVIDER: solutionProvider });
    await page.next();
    const listed = await page.alsoRun(
      `npx gateway pushes again --tenant tincan --provider ${solutionProvider}; npx gateway pushes list --tenant tincan --provider ${solutionProvider} | grep no-statement`,
    );
    await page.fillIn('PUSH', /(\S+) {2}\d+×  not-understood/.exec(listed)![1]!);
    const shown = await page.next({ fails: ['1 grep contradicts'] });
    expect(shown).toContain('"pin":"[secret]"');
    expect(await page.next()).toMatch(/not-understood: 1/);
    await page.next();
    expect(await page.next()).toMatch(/current \S+ {2}[^]*shown this once[^]*the newer value alone/);
    await page.next();
  });

  it('erase-a-customer: nothing is found of the number, and what is held is not erased', async () => {
    const troubled = theGateway();
    const number = '2125550188';
    const id = await troubled.portIn(number);
    await troubled.passed(id, /"state":"completed"/);
    const page = open(runbook('erase-a-customer'), { NUMBER: number });
    await page.next();
    await polledNoMore(troubled, page, number);
    expect(await page.next()).toContain('port-in');
    await page.next();
    expect((await troubled.view(id)).status).toBe(404);
    expect(await page.next()).toContain('erase');
    const held = await page.next();
    await page.fillIn('HOLD', /hold_\w+/.exec(held)![0]);
    await page.next();
  });

  it('view-drift: what AT&T shows otherwise is taken in by the proposed command, and nothing differs once AT&T has set it right', async () => {
    const troubled = theGateway();
    const number = '2125550189';
    const id = await troubled.portIn(number);
    await troubled.passed(id, /"state":"completed"/);
    const page = open(runbook('view-drift'));
    await page.next();
    await polledNoMore(troubled, page, number);
    await troubled.moveAtAtt(id, 'cancelled');
    await page.alsoRun('npx gateway drift run --tenant tincan');
    const report = await page.next({ fails: ['3 npx gateway report drift'] });
    expect(await page.alsoRun(/npx gateway drift take-in .*/.exec(report)![0])).toContain('is known here now');
    await troubled.moveAtAtt(id, 'completed');
    expect(await page.next()).toContain('0 differences');
    await page.next();
  });
};
