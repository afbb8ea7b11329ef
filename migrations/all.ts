import { CreateEvents1764000001000 } from './1764000001000-create-events';

/** Every migration, in the order in which they run. */
export const MIGRATIONS = [CreateEvents1764000001000];
