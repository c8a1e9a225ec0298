import { statusPollerDefinition } from './status-poller-definition';

interface State {
  Type: string;
  Next?: string;
  Default?: string;
}

const definition = statusPollerDefinition({ pollFunctionArn: '', partition: 'aws' });
const states: Readonly<Record<string, State>> = definition.States;

/** What is entered after a state while the item is open. */
const after = (name: string): string | undefined => states[name]?.Default ?? states[name]?.Next;

/** States a poll goes through: once round, from the wait before it to the next. */
const statesOfPoll = (): number => {
  const { StartAt: first } = definition;
  let entered = 1;
  for (let at = after(first); at !== undefined && at !== first; at = after(at)) entered += 1;
  return entered;
};

/** Transitions that Step Functions counts of something that is polled so often; the last poll ends in a state of its own. */
export const transitionsOf = (polls: number): number => statesOfPoll() * polls + 1;
