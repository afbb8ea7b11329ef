import type { Actor } from './actor';
import { AppError } from './app-error';

type Rule<Subject> = (actor: Actor, subject: Subject) => boolean;

/** Says who may do what to one kind of thing: a table of pure rules over state already loaded. */
export class Policy<Subject, Action extends string> {
  constructor(private readonly rules: Record<Action, Rule<Subject>>) {}

  can(actor: Actor, action: Action, subject: Subject): boolean {
    return actor.kind === 'system' || this.rules[action](actor, subject);
  }

  authorize(actor: Actor, action: Action, subject: Subject): void {
    if (!this.can(actor, action, subject)) throw new AppError('FORBIDDEN', `You may not ${action} this.`);
  }

  /** What a client may offer: allowed to this actor, and possible in the subject's present state. */
  abilities(actor: Actor, subject: Subject, isPossible: (action: Action) => boolean): Record<Action, boolean> {
    const actions = Object.keys(this.rules) as Action[];
    const entries = actions.map((action) => [action, isPossible(action) && this.can(actor, action, subject)]);
    return Object.fromEntries(entries) as Record<Action, boolean>;
  }
}
