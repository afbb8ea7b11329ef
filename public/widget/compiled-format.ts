import type { Arguments } from '../core/i18n';

type Part =
  | string
  /** The number that a plural is about. */
  | 0
  | [name: string]
  | [name: string, cases: Record<string, Part[]>, kind: 0 | Intl.PluralRuleType];

export type Message = Part[];

/**
 * Stands in for the library of this name, for messages that the build has read already: the same words from a tenth of
 * the code. `compiled-messages.spec.ts` holds it to what the library says.
 */
export class IntlMessageFormat {
  constructor(
    private readonly parts: Message,
    private readonly locale: string,
  ) {}

  format(args: Arguments = {}): string {
    return this.say(this.parts, args, 0);
  }

  private say(parts: Part[], args: Arguments, count: number): string {
    return parts.map((part) => this.one(part, args, count)).join('');
  }

  private one(part: Part, args: Arguments, count: number): string {
    if (part === 0) return new Intl.NumberFormat(this.locale).format(count);
    if (typeof part === 'string') return part;
    const [name, cases, kind] = part;
    const value = args[name] ?? '';
    if (!cases) return String(value);
    if (!kind) return this.say(cases[String(value)] ?? cases.other ?? [], args, count);
    const rule = new Intl.PluralRules(this.locale, { type: kind }).select(Number(value));
    return this.say(cases[`=${value}`] ?? cases[rule] ?? cases.other ?? [], args, Number(value));
  }
}
