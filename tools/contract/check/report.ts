import type { Checked } from './check';
import type { Verdict } from './verdict';

/** Whether a sample contradicts its statement. */
export const isContradicted = ({ verdicts, push }: Checked): boolean =>
  verdicts.some(({ wrong }) => wrong.length > 0) || (push?.wrong.length ?? 0) > 0;

/** One line of what is proven, and one of each thing that is not. */
export const reportOf = (checked: Checked): string => [callsReport(checked), ...pushReport(checked)].join('\n');

const pushReport = ({ push }: Checked): string[] => {
  if (!push) return [];
  const { samples, states, isHint, wrong, open } = push;
  const counted = samples === 1 ? '1 sample' : `${samples} samples`;
  const shown = isHint
    ? 'AT&T is asked at once'
    : `${states.length === 1 ? 'state' : 'states'} ${states.join(', ')}, one event each`;
  return [
    ...(samples > 0 && wrong.length === 0 ? [`  push: ${counted}, understood, ${shown}`] : []),
    ...wrong.map((line) => `  wrong: ${line}`),
    ...open.map((line) => `  not proven: ${line}`),
  ];
};

const callsReport = (checked: Checked): string => {
  const { operation, missing, verdicts } = checked;
  if (missing.length > 0) return `${operation.id}: not bound; state ${missing.join(', ')}`;
  if (verdicts.length === 0) return `${operation.id}: no samples; nothing is proven`;
  const wrong = verdicts.flatMap((verdict) =>
    verdict.wrong.map((line) => `  wrong: sample “${verdict.sample}” ${line}`),
  );
  const open = openOf(checked).map((line) => `  not proven: ${line}`);
  return [`${operation.id}: ${[...proofOf(verdicts), ...checked.played.proven].join(', ')}`, ...wrong, ...open].join(
    '\n',
  );
};

const proofOf = (verdicts: readonly Verdict[]): string[] => {
  const right = verdicts.filter(({ wrong }) => wrong.length === 0);
  const meanings = [...new Set(right.map(({ means }) => means))].toSorted();
  const ids = right.flatMap((verdict) => verdict.ids);
  const secrets = right.reduce((sum, one) => sum + one.secrets, 0);
  const counted = verdicts.length === 1 ? '1 sample' : `${verdicts.length} samples`;
  if (right.length < verdicts.length) return [counted, `${verdicts.length - right.length} contradict the statement`];
  return [
    counted,
    verdicts.every(({ isAddressKnown }) => isAddressKnown) ? 'sent as stated' : 'bodies sent as stated',
    meanings.length > 1 ? `${meanings.join('/')} told apart` : `${meanings.join()} understood`,
    ...(ids.length > 0 ? [`followed by its id ${ids.join(', ')}`] : []),
    ...(secrets > 0 ? [`${secrets} secret values not kept`] : []),
  ];
};

const openOf = ({ operation, verdicts, played }: Checked): string[] => {
  const isWrite = operation.idempotency !== 'safe';
  const meanings = verdicts.map(({ means }) => means);
  return [
    ...(meanings.includes('done') ? [] : ['no sample that means done']),
    ...(isWrite && !meanings.includes('refused') ? ['no sample that means refused'] : []),
    ...(verdicts.some(({ isAddressKnown }) => isAddressKnown)
      ? []
      : ['no sample says (`sent`) which address and headers AT&T wants']),
    ...new Set(verdicts.flatMap(({ open }) => open)),
    ...played.open,
  ];
};
