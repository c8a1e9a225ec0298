import { httpsAgent } from '#platform/https-agent';

test('an agent keeps connections to one host and port apart from those to another', () => {
  const agent = httpsAgent({});
  const places = [
    { host: 'a.example.com', port: 443 },
    { host: 'b.example.com', port: 443 },
    { host: 'a.example.com', port: 8443 },
    { host: 'a.example.com' },
  ];
  const names = places.map((place) => agent.getName(place));
  expect(new Set(names).size).toBe(places.length);
  // Whoever was asked for in between.
  expect(places.map((place) => agent.getName({ ...place }))).toEqual(names);
});
