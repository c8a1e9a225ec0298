const placeholder = /\{(\w+)\}/;

/**
 * The values of `{name}` in a text made from the template; undefined when it was not made from it.
 * @param value what a value may be, as a pattern
 */
export const valuesIn = (template: string, text: string, value = '.+'): Record<string, string> | undefined => {
  const parts = template.split(placeholder);
  const names = parts.filter((_, index) => index % 2 === 1);
  const pattern = parts.map((part, index) => (index % 2 === 1 ? `(${value})` : escaped(part))).join('');
  const found = new RegExp(`^${pattern}$`).exec(text);
  return found ? Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) : undefined;
};

const escaped = (text: string): string => text.replaceAll(/[^0-9A-Za-z]/g, String.raw`\$&`);

/** As `valuesIn`, of a percent-encoded path. */
export const valuesInPath = (template: string, path: string): Record<string, string> | undefined => {
  const values = valuesIn(template, path, '[^/]+');
  return values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decoded(value)]));
};

/** What is not encoded as it should be stays as it is. */
export const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** How much of the template is the same in every text made from it. */
export const constantsOf = (template: string): number =>
  template.split(placeholder).reduce((sum, part, index) => (index % 2 === 1 ? sum : sum + part.length), 0);
