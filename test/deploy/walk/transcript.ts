import type { Done } from './shell';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const clock = (milliseconds: number): string => {
  const whole = Math.round(milliseconds / 1000);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
};

const longest = 150;
const shortened = (line: string): string => (line.length > longest ? `${line.slice(0, longest)}…` : line);

/** How many lines of an answer are shown. */
const shownLines = 3;

/** Says what is typed, what comes of it, and how long it took, counted from when it was made. */
export interface Transcript {
  heading: (text: string) => void;
  command: (typed: string, done: Done) => void;
  /** Something that was to be come to is. */
  reached: (what: string) => void;
  /** When each was, in milliseconds. */
  times: () => Readonly<Record<string, number>>;
}

/** What a command line shows once, and what is typed of it afterwards. */
const secret = /(shown this once: |CLIENT_SECRET=)\S+/g;
const masked = (text: string): string => text.replaceAll(secret, '$1[secret]');

export const transcribe = (say: (line: string) => void): Transcript => {
  const startedAt = Date.now();
  const elapsed = (): number => Date.now() - startedAt;
  const times: Record<string, number> = {};
  return {
    heading: (text) => say(`\n## ${text}`),
    command: (typed, { code, text, milliseconds }) => {
      const [first = '', ...more] = masked(typed).split('\n');
      const ended = code === 0 ? '' : `, exit ${code}`;
      say(`${clock(elapsed())} (${seconds(milliseconds)}${ended}) $ ${shortened(first)}${more.length > 0 ? ' …' : ''}`);
      const lines = masked(text)
        .split('\n')
        .filter((line) => line.trim() !== '');
      for (const line of lines.slice(0, shownLines)) say(`        ${shortened(line)}`);
      const left = lines.length - shownLines;
      if (left > 0) say(`        … ${left} lines more`);
    },
    reached: (what) => {
      times[what] = elapsed();
      say(`${clock(elapsed())} = ${what}`);
    },
    times: () => times,
  };
};
