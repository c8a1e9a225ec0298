import { join } from 'node:path';

/** Runs a command to its end. @returns what it printed @throws where it fails, or is not there */
export type Run = (command: string, args: readonly string[]) => Promise<string>;

/** There is no Python on this machine, or packages cannot be had; `cause` is what was said. */
export class PythonMissing extends Error {}

export interface VirtualEnvironment {
  directory: string;
  /** A file of pinned packages, as pip takes it. */
  requirements: string;
}

/** The interpreter of a virtual environment. */
export const pythonIn = (directory: string): string => join(directory, 'bin', 'python');

/**
 * A command that was installed there, as words. By itself it would look for its interpreter where that was when it was installed, which
 * is another place once the directory was moved or copied.
 */
export const commandIn = (directory: string, name: string): readonly [string, string] => [
  pythonIn(directory),
  join(directory, 'bin', name),
];

/** Ends well if the interpreter runs, installs where it is said to, and finds what is installed there. */
const looksAtItself = 'import pip, sys; sys.exit(sys.prefix != sys.argv[1])';

const isWhole = (directory: string, run: Run): Promise<boolean> =>
  run(pythonIn(directory), ['-c', looksAtItself, directory]).then(
    () => true,
    () => false,
  );

/**
 * Has a virtual environment there with what is required. One that is not whole is made anew, with all that is in its directory: its
 * interpreter is gone or is of another version now.
 * @throws PythonMissing
 */
export const provideVirtualEnvironment = async (
  { directory, requirements }: VirtualEnvironment,
  run: Run,
): Promise<void> => {
  if (!(await isWhole(directory, run))) {
    await run('python3', ['-m', 'venv', '--clear', directory]).catch((cause: unknown) => {
      throw new PythonMissing('There is no python3 that can make a virtual environment.', { cause });
    });
  }
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
  await run(pythonIn(directory), install).catch((cause: unknown) => {
    throw new PythonMissing(`The Python packages of ${requirements} cannot be installed.`, { cause });
  });
};
