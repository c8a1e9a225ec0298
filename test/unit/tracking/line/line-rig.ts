import { lineKey } from '#tracking/line/line-item';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { mobilityRig, scriptedAtt, solutionProvider, wireAnswer } from '../long-running/mobility-rig';

export const number = '2125550400';
export const path = { subscriberNumber: number };
export const dayMs = 24 * 3_600_000;
export const done = () => wireAnswer(200, { status: 'Success' });

/** AT&T does every line change; details show `line`. All changes share AT&T’s method and path, so one reply serves all. */
const atAtt = (line: { shown: object | undefined } = { shown: undefined }) =>
  scriptedAtt({
    'suspend-subscriber': done,
    'remove-static-ip': done,
    'get-line-details': () => wireAnswer(200, { lines: line.shown === undefined ? [] : [line.shown] }),
  });

type Change = 'suspend-subscriber' | 'resume-subscriber' | 'cancel-subscriber' | 'restore-subscriber';
const nameOf = (change: string) => `${change}-subscriber` as Change;

export const lineRig = async (shown?: object) => {
  const att = atAtt({ shown });
  const rig = await mobilityRig(att);
  const change = async (name: string, parts: { headers?: Record<string, string>; body?: object } = {}) => {
    rig.advance(1_000);
    const { status, headers, body } = await rig.call(nameOf(name), { path, body: {}, ...parts });
    return { status, code: body['code'], warning: headers['warning'], missing: body['missing'] };
  };
  const look = () => {
    rig.advance(1_000);
    return rig.call('get-line-details', { query: { subscriberNumber: number } });
  };
  const stored = () => rig.table.get(lineKey(solutionProvider, number));
  /** What the stream does after a write has its outcome. */
  const settle = () =>
    createApplyOutcome(rig.table, rig.now)({ key: lineKey(solutionProvider, number), requestId: 'req' });
  return { att, rig, change, look, stored, settle, sent: () => att.timesAsked('suspend-subscriber') };
};
