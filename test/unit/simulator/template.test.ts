import { valuesIn, valuesInPath } from '../../../tools/simulator/dialects/template';

describe('a template', () => {
  it.each([
    ['/lines/{number}', '/lines/2125550101', { number: '2125550101' }],
    ['/lines(ctn={number})/{part}', '/lines(ctn=1)/a%2Fb', { number: '1', part: 'a/b' }],
    ['/lines/{number}', '/lines/', undefined],
    ['/lines/{number}', '/lines/1/state', undefined],
    ['/lines.all', '/linesXall', undefined],
    ['/lines/{number}', '/lines/%E0%A4', { number: '%E0%A4' }],
  ])('%s of a path: %s', (template, path, values) => {
    expect(valuesInPath(template, path)).toEqual(values);
  });

  it.each([
    ['{day}', '11/28/2026', { day: '11/28/2026' }],
    ['ref-{id}', 'ref-7/7', { id: '7/7' }],
    ['BAR', 'RESTORE', undefined],
  ])('%s of another text: %s', (template, text, values) => {
    expect(valuesIn(template, text)).toEqual(values);
  });
});
