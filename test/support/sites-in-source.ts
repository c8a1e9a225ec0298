import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const functions = join(__dirname, '..', '..', 'functions');

/** Rooms that write to the table. */
const rooms = ['requests', 'read-cache', 'tracking', 'bulk', 'events', 'polling', 'webhooks', 'pushes'];

/** How often source text is of a form, by the files of the rooms that write to the table; those without are left out. */
export const sitesOf = (form: RegExp): Record<string, number> => {
  const everywhere = new RegExp(form, 'g');
  const files = rooms
    .flatMap((room) =>
      readdirSync(join(functions, room), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(functions, room, name),
      ),
    )
    .filter((path) => path.endsWith('.ts'));
  return Object.fromEntries(
    files
      .map((path) => [relative(functions, path), readFileSync(path, 'utf8').match(everywhere)?.length ?? 0] as const)
      .filter(([, sites]) => sites > 0),
  );
};
