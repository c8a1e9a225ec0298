import { tenants } from '../../support/stated-contract';
import { optionsFrom } from '../../../tools/local/options';
import { sampleCallOf } from '../../../tools/local/sample-call';
import { chosenStage } from '../../../tools/local/stage';

const stageOf = (...args: string[]) => chosenStage(optionsFrom(args));
const simulatorUrl = 'http://127.0.0.1:1';

describe('the stage of npm start', () => {
  it('is the example with every operation bound in the shapes of its reference', async () => {
    const stage = await stageOf();
    const bound = Object.values(stage.bindings(simulatorUrl)).filter(({ baseUrl }) => baseUrl !== undefined);
    expect(bound.length).toBe(Object.keys(stage.bindings(simulatorUrl)).length);
    expect(stage.contract).toEqual({});
    expect(sampleCallOf(stage)).toMatchObject({ name: 'AT&T’s published sample', method: 'POST' });
  });

  it('is what a named tenant would deploy, its hosts played by the simulator', async () => {
    const stage = await stageOf('--tenant', 'tincan', '--tenants', tenants);
    const bindings = stage.bindings(simulatorUrl);
    const host = `${simulatorUrl}/stated/api.tincan.example/tincan/mobility`;
    expect(bindings['request-port-in']).toMatchObject({ baseUrl: host, path: '/lnp/v7/orders' });
    expect(bindings['reset-voicemail']!.baseUrl).toBeUndefined();
    expect(bindings['get-line-details']!.addresses!.map(({ baseUrl }) => baseUrl)).toEqual([host, host]);
    expect(stage.simulation.stated!.length).toBe(Object.keys(stage.contract).length);
    expect(sampleCallOf(stage)).toMatchObject({ name: 'the sample “taken” of activate-service' });
  });

  it('says which tenants there are', async () => {
    await expect(stageOf('--tenant', 'tincann', '--tenants', tenants)).rejects.toThrow(
      'There is no tenant `tincann`. There are: own-domain, pages, rebound, tincan, unhurried.',
    );
  });

  it('leads nowhere but to the simulator', async () => {
    for (const args of [
      [],
      ['--tenant', 'tincan', '--tenants', tenants],
      ['--tenant', 'rebound', '--tenants', tenants],
    ]) {
      const bindings = Object.values((await stageOf(...args)).bindings(simulatorUrl));
      const urls = bindings.flatMap(({ baseUrl, addresses = [] }) => [baseUrl, ...addresses.map((one) => one.baseUrl)]);
      expect(urls.filter((url) => url !== undefined && !url.startsWith(`${simulatorUrl}/`))).toEqual([]);
    }
  });
});
