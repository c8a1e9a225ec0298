import { jo, neighbour, planted } from '../../support/planted-world';

const tenant = '--tenant rebound';

it.each([
  ['erase --customer customer-jo', /^\d+ items of the table looked at…$/, /^(\d+) of \1 done…$/],
  ['erase --customer customer-jo --dry-run', /^\d+ items of the table looked at…$/, undefined],
  ['retention apply', /^\d+ items of the table looked at…$/, undefined],
  ['hold set --customer customer-jo --reason case-17', /^\d+ items of the table looked at…$/, /^(\d+) of \1 done…$/],
  ['report ports', /^A-06399x: \d+ looked at…$/, undefined],
])('%s says how far it is, on standard error alone, and nothing to a program', async (line, looked, done) => {
  const { world } = await planted(jo, neighbour);
  const said = await world.gateway(`${line} ${tenant}`);
  expect(world.seen.progress).toContainEqual(expect.stringMatching(looked));
  if (done) expect(world.seen.progress).toContainEqual(expect.stringMatching(done));
  expect(said.out).not.toContain('…\n');
  const told = world.seen.progress.length;
  await world.gateway(`${line} ${tenant} --json`);
  expect(world.seen.progress).toHaveLength(told);
});
