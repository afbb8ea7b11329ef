import type { Page } from '../src/contract/common.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { EventView } from '../src/contract/events.dto';
import type { SlaPolicy, SlaTargets, SlaView } from '../src/contract/sla.dto';
import { DEFAULT_SLA } from '../src/sla/sla-policy';
import { TestApp } from './support/app';

const QUICK: SlaTargets = {
  firstResponse: { minutes: 60, counting: 'business' },
  resolution: { minutes: 480, counting: 'business' },
};
const NOTHING: SlaTargets = { firstResponse: null, resolution: null };
const POLICY: SlaPolicy = { low: NOTHING, normal: QUICK, high: QUICK, urgent: QUICK };

describe('what a shop promises', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is three days until somebody sets it, and the default again when that is taken back', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const path = `/shops/${shop.id}/sla`;

    const first = await manager.get<SlaView>(path);
    const set = await manager.put<SlaView>(path, { policy: POLICY, version: first.body.version });
    const back = await manager.put<SlaView>(path, { policy: null, version: set.body.version });

    expect(first.body).toEqual({ policy: null, effective: DEFAULT_SLA, version: 1 });
    expect(first.body.effective.normal.resolution).toEqual({ minutes: 3 * 24 * 60, counting: 'clock' });
    expect(set.body).toEqual({ policy: POLICY, effective: POLICY, version: 2 });
    expect(back.body).toEqual({ policy: null, effective: DEFAULT_SLA, version: 3 });
  });

  it('is what its teams promise unless they say otherwise', async () => {
    const team = await app.build.team();
    const manager = app.as(await app.build.manager({ shopId: team.shopId }));
    await manager.put(`/shops/${team.shopId}/sla`, { policy: POLICY, version: 1 });
    const own = { ...POLICY, urgent: NOTHING };

    const before = await manager.get<SlaView>(`/teams/${team.id}/sla`);
    const set = await manager.put<SlaView>(`/teams/${team.id}/sla`, { policy: own, version: before.body.version });

    expect(before.body).toMatchObject({ policy: null, effective: POLICY });
    expect(set.body).toMatchObject({ policy: own, effective: own });
    expect((await manager.get<SlaView>(`/shops/${team.shopId}/sla`)).body.effective).toEqual(POLICY);
  });

  it('leaves its event with what it was before', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));

    await manager.put(`/shops/${shop.id}/sla`, { policy: POLICY, version: 1 });

    const { body } = await manager.get<Page<EventView>>(`/events?name=shop.slaChanged&subjectId=${shop.id}`);
    expect(body.items).toMatchObject([{ before: { sla: null }, after: { sla: POLICY } }]);
  });

  it('is not overwritten by somebody who has not seen it', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    await manager.put(`/shops/${shop.id}/sla`, { policy: POLICY, version: 1 });

    const late = await manager.put<ErrorBody>(`/shops/${shop.id}/sla`, { policy: null, version: 1 });

    expect(late).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT', details: { version: 2 } } });
  });

  it.each<[string, unknown, string]>([
    [
      'no minutes',
      { ...POLICY, low: { ...QUICK, resolution: { counting: 'clock' } } },
      'policy.low.resolution.minutes',
    ],
    [
      'a fraction',
      { ...POLICY, low: { ...QUICK, resolution: { minutes: 1.5, counting: 'clock' } } },
      'policy.low.resolution.minutes',
    ],
    [
      'more than 90 days',
      { ...POLICY, low: { ...QUICK, resolution: { minutes: 129_601, counting: 'clock' } } },
      'policy.low.resolution.minutes',
    ],
    [
      'a counting of its own',
      { ...POLICY, high: { ...QUICK, firstResponse: { minutes: 1, counting: 'lunar' } } },
      'policy.high.firstResponse.counting',
    ],
    ['a priority left out', { ...POLICY, urgent: undefined }, 'policy.urgent'],
    ['a list', { ...POLICY, urgent: [] }, 'policy.urgent'],
    ['a target left out', { ...POLICY, urgent: { resolution: null } }, 'policy.urgent.firstResponse'],
    ['nothing at all', undefined, 'policy'],
  ])('cannot be %s', async (_, policy, field) => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));

    const { status, body } = await manager.put<ErrorBody>(`/shops/${shop.id}/sla`, { policy, version: 1 });

    expect(status).toBe(400);
    expect(body.errors?.map((error) => error.field)).toContain(field);
  });
});
