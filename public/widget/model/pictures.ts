import { Pictures } from '../../core/pictures';
import type { Visit } from './visit';

const ofVisit = new WeakMap<Visit, Pictures>();

/** The attached pictures of one visit. */
export function picturesOf(visit: Visit): Pictures {
  const pictures = ofVisit.get(visit) ?? new Pictures(visit.api);
  ofVisit.set(visit, pictures);
  return pictures;
}
