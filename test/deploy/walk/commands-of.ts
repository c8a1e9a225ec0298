/** Whether more lines belong to it: a quote or a loop is open, or the line ends as one does that goes on. */
const goesOn = (text: string): boolean => {
  const said = text.replaceAll(/(?:^| +)#.*$/gm, '');
  const count = (of: RegExp): number => (said.match(of) ?? []).length;
  return /[|\\]\s*$/.test(said) || count(/'/g) % 2 === 1 || count(/^ *for /gm) > count(/(?:^ *|; )done\b/gm);
};

/** The commands of a block, as they are typed one after the other. */
export const commandsOf = (script: string): string[] => {
  const commands: string[] = [];
  let open = '';
  for (const line of script.split('\n')) {
    open = open === '' ? line : `${open}\n${line}`;
    if (open.trim() === '') open = '';
    if (open === '' || goesOn(open)) continue;
    commands.push(open);
    open = '';
  }
  if (open !== '') throw new Error(`It does not end: ${open}`);
  return commands;
};
