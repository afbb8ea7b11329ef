import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { untilItComes } from '../core/until-it-comes';

/**
 * A part of a page whose code comes when it is first drawn. What does not come for want of a connection comes later, and
 * takes nothing of what is on the screen with it.
 */
export function laterPart<Props extends object>(
  bring: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await untilItComes(bring) }));
}
