import { Agent as HttpAgent } from 'node:http';
import { httpsAgent, namedByHost } from '#platform/https-agent';

test.each([
  ['with TLS', httpsAgent({})],
  ['without TLS', namedByHost(new HttpAgent())],
])('an agent %s keeps connections to one host and port apart from those to another', (_, agent) => {
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
