import type { SlaPolicy, SlaTarget, SlaTargets } from '../contract/sla.dto';

const HOUR = 60;
const DAY = 24 * HOUR;

const BY_DEFAULT: SlaTargets = {
  firstResponse: { minutes: 4 * HOUR, counting: 'clock' },
  resolution: { minutes: 3 * DAY, counting: 'clock' },
};

/** What is promised where nothing else was agreed: an answer within four hours, an end within three days. */
export const DEFAULT_SLA: SlaPolicy = { low: BY_DEFAULT, normal: BY_DEFAULT, high: BY_DEFAULT, urgent: BY_DEFAULT };

interface Promising {
  sla: SlaPolicy | null;
}

/** A team's own promise comes before its shop's, and that before the default. */
export function effectiveSla(shop: Promising, team: Promising | null): SlaPolicy {
  return team?.sla ?? shop.sla ?? DEFAULT_SLA;
}

/** As it is stored: nothing undefined, nothing unknown. */
export function plainSla(policy: SlaPolicy): SlaPolicy {
  const { low, normal, high, urgent } = policy;
  return {
    low: plainTargets(low),
    normal: plainTargets(normal),
    high: plainTargets(high),
    urgent: plainTargets(urgent),
  };
}

function plainTargets({ firstResponse, resolution }: SlaTargets): SlaTargets {
  return { firstResponse: plainTarget(firstResponse), resolution: plainTarget(resolution) };
}

function plainTarget(target: SlaTarget | null | undefined): SlaTarget | null {
  return target ? { minutes: target.minutes, counting: target.counting } : null;
}
