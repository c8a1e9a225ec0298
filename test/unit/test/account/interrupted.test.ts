import { runJourneys } from '../../../deploy/journey';

it('a run that was ended begins no further step, and counts those that it has done', async () => {
  let isOver = false;
  const begun: string[] = [];
  const step = (title: string) => ({
    title,
    run: () => {
      begun.push(title);
      isOver = title === 'second';
      return Promise.resolve();
    },
  });
  const journeys = [
    { name: 'one', steps: [step('first'), step('second'), step('third')] },
    { name: 'other', steps: [step('fourth')] },
  ];
  const audience = { write: () => undefined, end: () => undefined, isOver: () => isOver };
  expect(await runJourneys(journeys, {}, audience)).toEqual({ passed: 2, failed: 0, skipped: 0 });
  expect(begun).toEqual(['first', 'second']);
});
