import type { Difference } from '#drift/difference';

/** What an operator runs because of a difference: to take in what AT&T shows, or to show AT&T what only AT&T can set right. */
export const proposedAction = (tenant: string, difference: Difference): string => {
  const { solutionProvider, what, of, id, readBy, readId, isTakenIn } = difference;
  const whose = `--tenant ${tenant} --provider ${solutionProvider}`;
  const isForAtt = what === 'unknown-at-att' || (what === 'reopened' && of === 'order') || isTakenIn;
  if (isForAtt) return `npx gateway report drift ${whose} --id ${id} --json`;
  // A list names port-ins, and each is read by its own id.
  const [read, by] = what === 'unknown-here' ? ['get-port-in', id] : [readBy, readId];
  return `npx gateway drift take-in ${whose} --read ${read} --id ${by}`;
};
