import type { MakeClaims } from '../../../src/contract/claims.dto';
import { LIMITS } from '../../../src/contract/limits';
import { asApiError } from '../../core/api-error';
import type { Call } from './host';
import type { Visit } from './visit';

const GATHER_MS = 1000;
const AGAIN_MS = 10_000;

type Values = Record<string, unknown>;

/**
 * What the page says of its visitor, gathered and told to the server once there is a visit to tell it of. It came from
 * a page, so agents see it as a claim; what cannot be kept is named in the console of who wrote the page.
 */
export class Claims {
  private attributes: Values = {};
  private events: NonNullable<MakeClaims['events']> = [];
  private page: MakeClaims['page'];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly visit: Visit) {
    visit.visitor.subscribe(() => this.later(GATHER_MS));
  }

  hear({ verb, args: [first, second] }: Call): void {
    if (verb === 'setAttributes') this.attributes = scalars({ ...this.attributes, ...scalars(first) });
    if (verb === 'track') this.track(first, second);
    if (verb === 'page') this.move(first);
    this.later(GATHER_MS);
  }

  see(url: string, title: string): void {
    this.page = { url: url.slice(0, 2000), title: title.slice(0, 300) };
    this.later(GATHER_MS);
  }

  private track(name: unknown, props: unknown): void {
    if (typeof name !== 'string' || !name.trim()) {
      warn('an event needs a name', name);
      return;
    }
    this.events = [...this.events, { name: name.slice(0, 80), props: scalars(props) }].slice(-LIMITS.claimedEvents);
  }

  private move(page: unknown): void {
    const { url, title } = (page ?? {}) as Partial<Record<string, unknown>>;
    if (typeof url === 'string' && /^https?:/.test(url)) this.see(url, typeof title === 'string' ? title : '');
    else warn('a page needs an address', url);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tell(), ms);
  }

  private async tell(): Promise<void> {
    const { attributes, events, page } = this;
    const hasNews = Object.keys(attributes).length > 0 || events.length > 0 || page;
    if (!hasNews || !this.visit.visitor.get()) return;
    Object.assign(this, { attributes: {}, events: [], page: undefined });
    try {
      await this.visit.api.post('/claims', { attributes, events, page } satisfies MakeClaims);
    } catch (thrown) {
      const error = asApiError(thrown);
      if (!error.isTransient) {
        warn(error.message, '');
        return;
      }
      this.attributes = { ...attributes, ...this.attributes };
      this.events = [...events, ...this.events].slice(-LIMITS.claimedEvents);
      this.page ??= page;
      this.later(Math.max(AGAIN_MS, error.retryAfterMs ?? 0));
    }
  }
}

/** One wrong value must not cost the others. */
function scalars(values: unknown): Values {
  const entries = typeof values === 'object' && values ? Object.entries(values) : [];
  const fitting = entries.filter(([name, value]) => {
    const isScalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    const fits = isScalar && new Blob([String(value)]).size <= LIMITS.claimedBytes && name.length <= 80;
    if (!fits) warn('only texts, numbers and booleans of up to a kilobyte are kept', name);
    return fits;
  });
  return Object.fromEntries(fitting.slice(-LIMITS.claimedAttributes));
}

function warn(why: string, what: unknown): void {
  console.warn(`Shopbell: ${why}`, what);
}
