/** Whether more lines belong to it: a quote is open, or the line ends as one does that goes on. */
const goesOn = (text: string): boolean => {
  const said = text.replaceAll(/(?:^| +)#.*$/gm, '');
  return /[|\\]\s*$/.test(said) || (said.match(/'/g) ?? []).length % 2 === 1;
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
